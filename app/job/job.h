/*
 * The worker of the queue: takes one job after the other, waits for more, seals the register,
 * sends reminders, cleans up.
 */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "base/error.h"

/* Runs until SIGTERM. */
MUST struct error *job_run(void);

#endif
