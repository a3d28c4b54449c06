internal import CIntrinsics

/// What the engine was built for.
package enum Processor {
    /// Whether this processor has all instructions that the engine may use. Where it has not, the first search would end the
    /// process.
    package static var isFit: Bool {
        #if X86_64_V3
            souk_is_x86_64_v3() != 0
        #else
            true
        #endif
    }
}
