/*
 * The table of the kinds of case, once.
 */
#include "pratica/kind.h"

#define KIND(name) extern const struct pratica_kind kind_##name;
#include "kinds.def"
#undef KIND

#define KIND(name) &kind_##name,
const struct pratica_kind *const pratica_kinds[] = {
#include "kinds.def"
};
#undef KIND

const size_t pratica_kind_count = sizeof(pratica_kinds) / sizeof(*pratica_kinds);
