// Preloaded into a process, plays /dev/spidevB.C: what is written to it lands in $FAKE_SPIDEV, one line a request.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/spi/spidev.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fake = -1;

static void record(const char *line)
{
    FILE *file = fopen(getenv("FAKE_SPIDEV"), "a");
    fputs(line, file);
    fclose(file);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    unsigned mode = va_arg(rest, unsigned);
    va_end(rest);
    if (strncmp(path, "/dev/spidev", 11) != 0)
        return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"))(path, flags, mode);
    char line[64];
    snprintf(line, sizeof line, "open %s\n", path);
    record(line);
    return fake = ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open"))("/dev/null", flags);
}

int ioctl(int descriptor, unsigned long request, ...)
{
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    if (descriptor != fake)
        return ((int (*)(int, unsigned long, ...))dlsym(RTLD_NEXT, "ioctl"))(descriptor, request, argument);
    char line[8192];
    if (request == SPI_IOC_WR_MODE)
        snprintf(line, sizeof line, "mode %u\n", *(uint8_t *)argument);
    else if (request == SPI_IOC_WR_BITS_PER_WORD)
        snprintf(line, sizeof line, "bits %u\n", *(uint8_t *)argument);
    else if (request == SPI_IOC_WR_MAX_SPEED_HZ)
        snprintf(line, sizeof line, "hz %u\n", *(uint32_t *)argument);
    else if (request == SPI_IOC_MESSAGE(1))
    {
        struct spi_ioc_transfer *transfer = argument;
        uint8_t *bytes = (uint8_t *)(uintptr_t)transfer->tx_buf;
        int at = snprintf(line, sizeof line, "write %u/%u/%u/%u ", transfer->len, transfer->speed_hz, transfer->bits_per_word, transfer->rx_buf != 0);
        for (unsigned i = 0; i < transfer->len && at < (int)sizeof line - 4; i++)
            at += snprintf(line + at, sizeof line - at, "%02X", bytes[i]);
        snprintf(line + at, sizeof line - at, "\n");
    }
    else
        snprintf(line, sizeof line, "unknown %lx\n", request);
    record(line);
    return 0;
}
