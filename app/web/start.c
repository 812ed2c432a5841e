/*
 * What a worker prepares once.
 */
#include "web/web.h"

#include "base/settings.h"

struct error *web_start(struct db **db)
{
	page_templates(setting_text("templates"), setting_bool("templates_cache"));
	return db_open(setting_text("database"), (int)setting_int("statement_timeout_ms"), db);
}
