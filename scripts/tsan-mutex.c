// Makes Synchronization's Mutex, and continuations that are resumed early, visible to the thread sanitizer on Linux. Preloaded
// by scripts/check-threads.
//
// Why, of the Mutex: a Mutex is locked and unlocked by an atomic exchange inlined into the program, which is instrumented. Where that
// fails because another thread has or wants the lock, _lockSlow, _tryLockSlow and _unlockSlow of libswiftSynchronization
// take over. That library is not instrumented and asks the kernel (FUTEX_LOCK_PI), so the sanitizer never learns that
// one thread went after the other, and calls what the lock guards a race.
//
// What: stands before these three functions, calls them, and tells the sanitizer what they did. The address announced is
// that of the lock's word, which the inlined exchanges use too, so both ways of taking and leaving a lock are one order.
//
// Why, of continuations: Swift's runtime tells the sanitizer that what came before a resumption comes before what the task does
// next, where the task was waiting. Where the resumption comes before the await, the await just goes on, and tells nothing. So
// before each await the sanitizer is told that what was released for the task comes first; where nothing was, that says nothing.
//
// Swift passes `self` in a register of its own (swift_context); only clang knows how.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SWIFT_ASYNC __attribute__((swiftasynccall))
#define SELF __attribute__((swift_context)) void *self

// Of the sanitizer's runtime in the program; null in programs built without it.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void lockSlow(uint32_t thread, SELF) __asm__(LOCK_SLOW);
SWIFT bool tryLockSlow(SELF) __asm__(TRY_LOCK_SLOW);
SWIFT void unlockSlow(SELF) __asm__(UNLOCK_SLOW);

static SWIFT void (*realLockSlow)(uint32_t thread, SELF);
static SWIFT bool (*realTryLockSlow)(SELF);
static SWIFT void (*realUnlockSlow)(SELF);
static SWIFT_ASYNC void (*realAwait)(void *continuation);

__attribute__((constructor)) static void find(void) {
    *(void **)&realLockSlow = dlsym(RTLD_NEXT, LOCK_SLOW);
    *(void **)&realTryLockSlow = dlsym(RTLD_NEXT, TRY_LOCK_SLOW);
    *(void **)&realUnlockSlow = dlsym(RTLD_NEXT, UNLOCK_SLOW);
    *(void **)&realAwait = dlsym(RTLD_NEXT, "swift_continuation_await");
}

SWIFT void *swift_task_getCurrent(void);
SWIFT_ASYNC void swift_continuation_await(void *continuation);

SWIFT_ASYNC void swift_continuation_await(void *continuation) {
    if (__tsan_acquire) __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return realAwait(continuation);
}

SWIFT void lockSlow(uint32_t thread, SELF) {
    realLockSlow(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool tryLockSlow(SELF) {
    bool isLocked = realTryLockSlow(self);
    if (isLocked && __tsan_acquire) __tsan_acquire(self);
    return isLocked;
}

SWIFT void unlockSlow(SELF) {
    if (__tsan_release) __tsan_release(self);
    realUnlockSlow(self);
}
