#include <string>

extern "C" int length(void) { return std::string(40, 'x').append("yz").length(); }
