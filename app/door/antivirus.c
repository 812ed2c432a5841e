/*
 * clamd's protocol: "zFILDES\0", one descriptor with a byte, then one answer ended by NUL:
 * "fd[10]: OK", "fd[10]: Eicar-Signature FOUND", "fd[10]: … ERROR".
 */
#include "door/antivirus.h"

#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static struct error *dial(const char *path, int *out)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = ANTIVIRUS_SECONDS };

	if (strlen(path) >= sizeof(address.sun_path))
		return error_raise(ERR_BUG, "the path of the antivirus socket is too long");
	memcpy(address.sun_path, path, strlen(path));
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return error_raise(ERR_BUSY, "socket: %s", strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address))) {
		int why = errno;
		close(fd);
		return error_raise(ERR_BUSY, "the antivirus at %s does not answer: %s", path, strerror(why));
	}
	*out = fd;
	return NULL;
}

static bool ask(int fd, int file)
{
	static const char command[] = "zFILDES";
	char byte = 0;
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control = { 0 };
	struct iovec piece = { &byte, 1 };
	struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof(control.room) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&message);

	if (!head)
		return false;
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_RIGHTS;
	head->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(head), &file, sizeof(int));
	return send(fd, command, sizeof(command), MSG_NOSIGNAL) == (ssize_t)sizeof(command) && sendmsg(fd, &message, MSG_NOSIGNAL) == 1;
}

static void listen_to(int fd, char *answer, size_t room)
{
	size_t had = 0;

	while (had + 1 < room) {
		ssize_t got = recv(fd, answer + had, room - 1 - had, 0);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			break;
		if (got > 0)
			had += (size_t)got;
		if (memchr(answer, 0, had))
			break;
	}
	answer[had] = '\0';
}

static bool ends_with(const char *text, const char *end)
{
	size_t size = strlen(text), tail = strlen(end);

	return size >= tail && strcmp(text + size - tail, end) == 0;
}

/* The words between "fd[10]: " and " FOUND". */
static const char *virus_name(struct arena *arena, const char *answer)
{
	const char *from = strstr(answer, ": "), *end = answer + strlen(answer) - strlen(" FOUND");

	from = from && from + 2 <= end ? from + 2 : answer;
	return arena_strndup(arena, from, (size_t)(end - from));
}

struct error *antivirus_chiedi(struct arena *arena, const char *socket_path, int file, enum antivirus *esito, const char **nome)
{
	char answer[512] = "";
	int fd;

	*nome = NULL;
	TRY(dial(socket_path, &fd));
	if (ask(fd, file))
		listen_to(fd, answer, sizeof(answer));
	close(fd);
	if (ends_with(answer, " FOUND")) {
		*nome = virus_name(arena, answer);
		/* with AlertExceedsMax clamd reports its own limits under these names */
		*esito = strstr(*nome, "Heuristics.Limits.Exceeded") ? ANTIVIRUS_NON_ANALIZZABILE : ANTIVIRUS_INFETTO;
		return NULL;
	}
	if (!ends_with(answer, ": OK"))
		return error_raise(ERR_BUSY, "the antivirus answered '%.60s'", answer);
	*esito = ANTIVIRUS_PULITO;
	return NULL;
}
