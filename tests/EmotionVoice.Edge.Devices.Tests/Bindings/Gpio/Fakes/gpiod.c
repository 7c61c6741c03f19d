// Plays libgpiod 1.6 with one chip: the line's edges are the bytes 'r' and 'f' of the FIFO $FAKE_GPIO; the last one is
// its level. Requests land in $FAKE_GPIO_LOG.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct event { struct timespec time; int type; };

static int fifo = -1;
static int level = 1;
static int chip, line;

static void record(const char *what, int flags)
{
    FILE *file = fopen(getenv("FAKE_GPIO_LOG"), "a");
    fprintf(file, "%s %d\n", what, flags);
    fclose(file);
}

void *gpiod_chip_open(const char *path)
{
    if (strcmp(path, "/dev/gpiochip0") != 0)
    {
        errno = ENOENT;
        return NULL;
    }
    fifo = open(getenv("FAKE_GPIO"), O_RDWR | O_NONBLOCK);
    return &chip;
}

void gpiod_chip_close(void *which) { (void)which; record("close", 0); close(fifo); }
const char *gpiod_chip_label(void *which) { (void)which; return "fake"; }
unsigned gpiod_chip_num_lines(void *which) { (void)which; return 54; }

void *gpiod_chip_get_line(void *which, unsigned offset)
{
    (void)which;
    if (offset < 54)
        return &line;
    errno = EINVAL;
    return NULL;
}

int gpiod_line_request_input_flags(void *which, const char *consumer, int flags) { (void)which; (void)consumer; record("input", flags); return 0; }
int gpiod_line_request_both_edges_events_flags(void *which, const char *consumer, int flags) { (void)which; (void)consumer; record("edges", flags); return 0; }
int gpiod_line_get_value(void *which) { (void)which; return level; }
void gpiod_line_release(void *which) { (void)which; record("release", 0); }

int gpiod_line_event_wait(void *which, const struct timespec *timeout)
{
    (void)which;
    struct pollfd wait = { fifo, POLLIN, 0 };
    return poll(&wait, 1, timeout->tv_sec * 1000 + timeout->tv_nsec / 1000000);
}

int gpiod_line_event_read(void *which, struct event *event)
{
    (void)which;
    char edge;
    if (read(fifo, &edge, 1) != 1)
        return -1;
    level = edge == 'r';
    event->type = edge == 'r' ? 1 : 2;
    return 0;
}
