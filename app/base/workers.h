#pragma once

class QThreadPool;

namespace safelight {

// The threads for work that takes long: decoding, reading, shrinking. Not QThreadPool::globalInstance(): Qt
// paints with that one too, and a window that is painted while all its threads decode pictures would wait for
// them.
QThreadPool& workers();

} // namespace safelight
