/*
 * What the workers need, said once.  A path that is missing here is found by the suites, which run
 * on fenced workers.
 */
#include "fences.h"

#include "base/fence.h"
#include "base/log.h"
#include "base/settings.h"
#include "db/db.h"

#include <stdbool.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* Sanitizers start a process of their own at the end. */
#ifdef __SANITIZE_ADDRESS__
#define ALONE FENCE_NO_PROGRAMS
#else
#define ALONE (FENCE_NO_PROGRAMS | FENCE_NO_PROCESSES)
#endif

/* A database elsewhere is the one reason for a worker to open another socket than those of this
 * machine. */
static unsigned sockets(bool local)
{
	if (local)
		return FENCE_UNIX_ONLY;
	log_line("event=fence sockets=any");
	return 0;
}

struct error *fence_web(void)
{
	bool local = db_local(setting_text("database"));
	const struct fence_path paths[] = {
		{ setting_text("templates"), FENCE_READ },
		{ setting_text("conf"), FENCE_READ },
		{ setting_text("spool"), FENCE_WRITE },
		{ setting_text("pepper_file"), FENCE_READ },
		{ setting_text("master_key_file"), FENCE_READ },
		{ setting_text("master_key_old_file"), FENCE_READ },
		{ "/dev/null", FENCE_WRITE },
		{ "/dev/urandom", FENCE_READ },
		/* who we are, for the database, and what the C library loads to find out */
		{ "/etc/passwd", FENCE_READ },
		{ "/etc/nsswitch.conf", FENCE_READ },
		{ "/etc/ld.so.cache", FENCE_READ },
		{ "/usr/lib", FENCE_READ },
		{ "/lib64", FENCE_READ },
		{ local ? NULL : "/etc", FENCE_READ }, /* names and certificates of a database elsewhere */
#ifdef __SANITIZE_ADDRESS__
		{ "/proc/self", FENCE_READ },
#endif
	};

	return error_pass(fence(paths, COUNT(paths), ALONE | sockets(local)));
}

static const char *const settings[] = {
#define SETTING(name, kind, value, minimum, maximum, why) #name,
#include "base/settings.def"
#undef SETTING
};

/* Every file that the settings name: keys, certificates, passwords.  Room for as many as there are settings. */
static size_t named_files(struct fence_path paths[COUNT(settings)])
{
	size_t count = 0;

	for (size_t i = 0; i < COUNT(settings); i++) {
		size_t size = strlen(settings[i]);
		if (size > 5 && strcmp(settings[i] + size - 5, "_file") == 0)
			paths[count++] = (struct fence_path){ setting_text(settings[i]), FENCE_READ };
	}
	return count;
}

struct error *fence_job(void)
{
	const struct fence_path fixed[] = {
		{ setting_text("templates"), FENCE_READ },
		{ setting_text("conf"), FENCE_READ },
		{ setting_text("spool"), FENCE_WRITE },
		{ setting_text("maildir"), FENCE_WRITE },
		{ "/dev/null", FENCE_WRITE },
		{ "/dev/urandom", FENCE_READ },
		/* the children that look into documents and make prints; names and certificates of others */
		{ "/usr", FENCE_READ | FENCE_EXECUTE },
		{ "/lib64", FENCE_READ | FENCE_EXECUTE },
		{ "/etc", FENCE_READ },
		{ "/var/cache/fontconfig", FENCE_READ },
		{ "/run/systemd/resolve", FENCE_READ },
		{ "/proc", FENCE_READ },
		{ "/sys/devices/system", FENCE_READ },
	};
	struct fence_path paths[COUNT(fixed) + COUNT(settings)];
	size_t count = COUNT(fixed);

	memcpy(paths, fixed, sizeof(fixed));
	count += named_files(paths + count);
	return error_pass(fence(paths, count, 0));
}
