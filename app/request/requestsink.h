#pragma once

#include <QByteArrayView>

namespace safelight {

struct ReferenceImage;

// Where a request body goes: into bytes, or only counted.
class RequestSink
{
public:
    virtual ~RequestSink() = default;
    virtual void add(QByteArrayView bytes) = 0;
    virtual void addImage(const ReferenceImage& image) = 0; // what stands between the quotes of its data
};

} // namespace safelight
