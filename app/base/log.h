/*
 * The program's log: one line an event on standard error, `key=value` pairs, control
 * characters escaped (security goal IN-10).  Never personal data, passwords or tokens.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Words put at the head of each further line of this process, e.g. "web[123] rq=ab12". */
void log_context(const char *words);

#endif
