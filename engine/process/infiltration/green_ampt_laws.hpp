#pragma once
namespace qingliu::infiltration { struct HorizonTable {}; }
