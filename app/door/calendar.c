/* iCalendar over libical: the only file that includes its header. */
#include "door/calendar.h"

#include <libical/ical.h>

struct calendar {
	struct arena *arena;
	icalcomponent *root;
};

static void free_calendar(void *object)
{
	icalcomponent_free(((struct calendar *)object)->root);
}

struct calendar *calendar_new(struct arena *arena, const char *name)
{
	struct calendar *calendar = arena_alloc(arena, sizeof(*calendar));

	calendar->arena = arena;
	calendar->root = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"), icalproperty_new_prodid("-//SIZ//Agenda//IT"),
					     icalproperty_new_method(ICAL_METHOD_PUBLISH), (void *)0);
	icalproperty *shown = icalproperty_new_x(name);
	icalproperty_set_x_name(shown, "X-WR-CALNAME");
	icalcomponent_add_property(calendar->root, shown);
	arena_hook(arena, free_calendar, calendar);
	return calendar;
}

void calendar_add(struct calendar *calendar, const char *key, const char *begin, const char *end, const char *summary, const char *written)
{
	struct icaltimetype from = icaltime_from_string(begin), to = icaltime_from_string(end), when = icaltime_from_string(written);

	if (icaltime_is_null_time(from) || icaltime_is_null_time(to) || icaltime_is_null_time(when))
		return;
	icalcomponent *event = icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(key), icalproperty_new_dtstamp(when),
						   icalproperty_new_dtstart(from), icalproperty_new_dtend(to), icalproperty_new_summary(summary),
						   icalproperty_new_class(ICAL_CLASS_PRIVATE), (void *)0);
	icalcomponent_add_component(calendar->root, event);
}

struct error *calendar_text(struct calendar *calendar, const char **text)
{
	char *made = icalcomponent_as_ical_string_r(calendar->root);

	if (!made)
		return error_raise(ERR_BUG, "libical gave no text");
	*text = arena_strdup(calendar->arena, made);
	icalmemory_free_buffer(made);
	return NULL;
}
