#pragma once

#include "app/exchange/code.h"
#include "app/exchange/requestvalue.h"

namespace safelight {

// A request in the parts that the SDKs take it in. What their classes have no place for goes out as it
// stands, through the SDK's "extra body"; where that is needed for the contents, they are all in there.
struct SdkRequest
{
    RequestValue contents; // a list of Content
    RequestValue config; // GenerateContentConfig
    RequestValue extra; // merged into the body by the SDK; empty object: nothing
};
SdkRequest sdkRequestOf(const RequestValue& body);

// Is every member of these contents one that SDKs have a place for? Then they are typed on the way.
bool typeContents(RequestValue& contents);
bool typeContent(RequestValue& content);

// Names a file for each picture in the value and puts the name into it; equal bytes share a file.
void nameFiles(RequestValue& value, QList<CodeFile>& files);

} // namespace safelight
