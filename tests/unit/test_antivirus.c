/* The antivirus gets the descriptor itself; what it does not answer plainly delays (DOC-5). */
#include "expect.h"

#include "door/antivirus.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

static char folder[] = "/tmp/siz-clamd-XXXXXX";
static char path[64];

/* A clamd of one question: checks the command, reads the file through the descriptor that came,
 * and says `answer` only if the file holds what was written into it. */
static void answer_once(int listening, const char *answer)
{
	char command[16] = "", byte, content[16] = "", room[CMSG_SPACE(sizeof(int))];
	struct iovec piece = { &byte, 1 };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room) };
	int fd = accept(listening, NULL, NULL), file = -1;
	size_t had = 0;

	while (had < 8 && recv(fd, command + had, 1, 0) == 1)
		had++;
	if (had != 8 || memcmp(command, "zFILDES", 8) != 0 || recvmsg(fd, &message, 0) != 1)
		_exit(1);
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);
	if (!head || head->cmsg_type != SCM_RIGHTS)
		_exit(2);
	memcpy(&file, CMSG_DATA(head), sizeof(file));
	if (pread(file, content, sizeof(content) - 1, 0) != 5 || strcmp(content, "prova") != 0)
		_exit(3);
	if (*answer && send(fd, answer, strlen(answer) + 1, MSG_NOSIGNAL) < 0)
		_exit(4);
	close(fd);
	_exit(0);
}

static struct error *ask(struct arena *arena, const char *answer, enum antivirus *found, const char **name)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), status = -1;
	FILE *file = tmpfile();

	assert_non_null(file);
	assert_true(fputs("prova", file) >= 0 && fflush(file) == 0);
	memcpy(address.sun_path, path, strlen(path) + 1);
	unlink(path);
	assert_int_equal(bind(listening, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listening, 1), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (!child)
		answer_once(listening, answer);
	struct error *err = antivirus_chiedi(arena, path, fileno(file), found, name);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(listening);
	fclose(file);
	return err;
}

static void plain_answers(void **state)
{
	enum antivirus found;
	const char *name;

	expect_success(ask(*state, "fd[10]: OK", &found, &name));
	assert_int_equal(found, ANTIVIRUS_PULITO);
	assert_null(name);
	expect_success(ask(*state, "fd[10]: Eicar-Signature FOUND", &found, &name));
	assert_int_equal(found, ANTIVIRUS_INFETTO);
	assert_string_equal(name, "Eicar-Signature");
	expect_success(ask(*state, "fd[10]: Heuristics.Limits.Exceeded.MaxFileSize FOUND", &found, &name));
	assert_int_equal(found, ANTIVIRUS_NON_ANALIZZABILE);
}

static void anything_else_delays(void **state)
{
	enum antivirus found;
	const char *name;

	expect_failure(ask(*state, "fd[10]: Can't allocate memory ERROR", &found, &name), ERR_BUSY);
	expect_failure(ask(*state, "", &found, &name), ERR_BUSY);
	expect_failure(ask(*state, "OKAY", &found, &name), ERR_BUSY);
	unlink(path);
	expect_failure(antivirus_chiedi(*state, path, 0, &found, &name), ERR_BUSY);
}

static int prepare(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/socket", folder);
	return 0;
}

static int clear(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(plain_answers),
		arena_test(anything_else_delays),
	};

	return cmocka_run_group_tests(tests, prepare, clear);
}
