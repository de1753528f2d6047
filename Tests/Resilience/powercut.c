// Simulates a disk that keeps only what was synced. Loaded in front of the C library (LD_PRELOAD), it copies a database file, or
// a file of documents/, to the folder POWERCUT_DIR each time the program successfully syncs it. Killing the program, then starting it on that folder,
// is starting it after a power cut. Models "everything unsynced is lost"; not torn sectors, nor disks that lie.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

// The name, inside the data folder, of a document, a database or its write-ahead log; NULL for any other file.
static const char *kept_name(const char *path) {
    const char *document = strstr(path, "/documents/");
    if (document) return document + 1;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    size_t length = strlen(name);
    if (strstr(name, "-shm")) return NULL;
    if (length > 4 && strcmp(name + length - 4, "-wal") == 0) return name;
    if (length > 8 && strcmp(name + length - 8, "-journal") == 0) return name;
    return strstr(name, ".db") || strstr(name, ".sqlite") ? name : NULL;
}

// Copies a file whole, then puts it in place in one step, as the disk would hold it.
static void keep(int descriptor) {
    const char *folder = getenv("POWERCUT_DIR");
    if (!folder) return;
    char link[64], path[PATH_MAX], part[PATH_MAX * 2], whole[PATH_MAX * 2], buffer[1 << 16];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return;
    path[length] = 0;
    const char *name = kept_name(path);
    if (!name) return;
    snprintf(part, sizeof part, "%s/%s.part", folder, name);
    snprintf(whole, sizeof whole, "%s/%s", folder, name);
    pthread_mutex_lock(&one_at_a_time);
    int from = open(path, O_RDONLY | O_CLOEXEC);
    int to = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int complete = from >= 0 && to >= 0;
    for (ssize_t count; complete && (count = read(from, buffer, sizeof buffer)) != 0;)
        if (count < 0 || write(to, buffer, (size_t)count) != count) complete = 0;
    if (from >= 0) close(from);
    if (to >= 0) close(to);
    if (complete) rename(part, whole);
    pthread_mutex_unlock(&one_at_a_time);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int result = real(descriptor);
    if (result == 0) keep(descriptor);
    return result;
}

int fdatasync(int descriptor) {
    static int (*real)(int);
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int result = real(descriptor);
    if (result == 0) keep(descriptor);
    return result;
}

// A deleted journal must not come back to life.
int unlink(const char *path) {
    static int (*real)(const char *);
    if (!real) real = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
    int result = real(path);
    const char *folder = getenv("POWERCUT_DIR"), *name = kept_name(path);
    if (result == 0 && folder && name) {
        char whole[PATH_MAX * 2];
        snprintf(whole, sizeof whole, "%s/%s", folder, name);
        real(whole);
    }
    return result;
}
