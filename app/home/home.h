/*
 * The home page (HOM-01 … HOM-11).
 */
#ifndef HOME_HOME_H
#define HOME_HOME_H

#include "web/web.h"

#endif
