/*
 * Which statements are prepared on the connection: a hash table by the address of the statement,
 * since each is one constant of the generated code.
 */
#include "db/inside.h"

#include <stdlib.h>

void *db_memory(void *old, size_t count, size_t size)
{
	void *memory = reallocarray(old, count, size);

	if (!memory)
		abort();
	return memory;
}

static struct prepared *slot_of(struct prepared *table, size_t room, const struct statement *statement)
{
	uint64_t hash = ((uintptr_t)statement >> 4) * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash >> 32) & (room - 1);

	while (table[i].statement && table[i].statement != statement)
		i = (i + 1) & (room - 1);
	return &table[i];
}

static void grow(struct db *db)
{
	size_t room = db->prepared_room ? db->prepared_room * 2 : 64;
	struct prepared *table = db_memory(NULL, room, sizeof(*table));

	for (size_t i = 0; i < room; i++)
		table[i] = (struct prepared){ NULL, PREPARE_NONE };
	for (size_t i = 0; i < db->prepared_room; i++)
		if (db->prepared[i].statement)
			*slot_of(table, room, db->prepared[i].statement) = db->prepared[i];
	free(db->prepared);
	db->prepared = table;
	db->prepared_room = room;
}

struct prepared *prepared_find(struct db *db, const struct statement *statement)
{
	if (db->prepared_count * 2 >= db->prepared_room)
		grow(db);
	struct prepared *slot = slot_of(db->prepared, db->prepared_room, statement);

	if (!slot->statement) {
		slot->statement = statement;
		db->prepared_count++;
	}
	return slot;
}

void prepared_forget(struct db *db)
{
	free(db->prepared);
	db->prepared = NULL;
	db->prepared_count = db->prepared_room = 0;
}
