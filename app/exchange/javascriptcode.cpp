#include "app/exchange/codeparts.h"
#include "app/exchange/codetext.h"
#include "app/exchange/sdkrequest.h"
#include "app/exchange/valueprinter.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace safelight {

namespace {

const QByteArray javascriptReport = R"js(
function showRatings(ratings) {
  for (const rating of ratings ?? []) {
    console.error(`  ${rating.category}: ${rating.probability}${rating.blocked ? ', blocked' : ''}`);
  }
}

function save(picture) {
  const suffix = (picture.mimeType ?? '').split('/').pop().replace(/[^a-z0-9]/gi, '') || 'bin';
  for (let number = 1; ; number += 1) {
    const name = `output-${number}.${suffix}`;
    try {
      writeFileSync(name, Buffer.from(picture.data, 'base64'), { flag: 'wx' }); // never overwrites
    } catch (error) {
      if (error.code === 'EEXIST') continue;
      throw error;
    }
    console.error(`Saved ${name}`);
    return;
  }
}

// Prints what came. 0: delivered, 1: blocked, stopped or empty, 4: cut off.
async function show(chunks) {
  let finish;
  let message;
  let ratings;
  let found = false;
  for await (const chunk of chunks) {
    // Feedback first: a blocked prompt has no candidates.
    const feedback = chunk.promptFeedback;
    if (feedback && (feedback.blockReason || !chunk.candidates?.length)) {
      console.error(`The prompt was blocked: ${feedback.blockReason ?? 'no reason given'}`);
      if (feedback.blockReasonMessage) console.error(feedback.blockReasonMessage);
      showRatings(feedback.safetyRatings);
      return 1;
    }
    for (const candidate of chunk.candidates ?? []) {
      for (const part of candidate.content?.parts ?? []) {
        if (part.thought) continue;
        if (part.text) {
          found = true;
          process.stdout.write(part.text);
        }
        if (part.inlineData?.data) {
          found = true;
          save(part.inlineData);
        }
        if (part.functionCall) {
          found = true;
          console.log(`The model calls ${part.functionCall.name}(${JSON.stringify(part.functionCall.args)})`);
        }
      }
      finish = candidate.finishReason ?? finish;
      message = candidate.finishMessage ?? message;
      ratings = candidate.safetyRatings ?? ratings;
    }
  }
  process.stdout.write('\n');
  if (finish === undefined) {
    console.error('There is no finish reason: the answer is empty or was cut off.');
    return found ? 4 : 1;
  }
  console.error(`Finish reason: ${finish}`);
  if (message) console.error(message);
  showRatings(ratings);
  if (!found) console.error('There is nothing in the answer.');
  return found && ['STOP', 'MAX_TOKENS'].includes(finish) ? 0 : 1;
}

)js";

// The first whole number that JavaScript would round; empty: there is none.
QString roundedNumber(const RequestValue& value)
{
    constexpr double largestExact = 9007199254740991; // 2^53 - 1
    const bool isWhole = !value.text.contains(u'.') && !value.text.contains(u'e', Qt::CaseInsensitive);
    if (value.kind == RequestValue::Kind::Number && isWhole && std::abs(value.text.toDouble()) > largestExact)
        return value.text;
    QString found;
    for (qsizetype i = 0; i < value.items.size() && found.isEmpty(); ++i)
        found = roundedNumber(value.items.at(i));
    for (qsizetype i = 0; i < value.members.size() && found.isEmpty(); ++i)
        found = roundedNumber(value.members.at(i).value);
    return found;
}

QByteArray javascriptClient(const CodeRequest& request)
{
    QList<QByteArray> options;
    if (hasOwnAddress(request))
        options << "baseUrl: " + javascriptText(addressOf(request));
    // Named always: later versions of the SDK have another one by default.
    options << "apiVersion: " + javascriptText(request.apiVersion);
    if (request.auth == Backend::Auth::Bearer)
        options << "headers: { Authorization: `Bearer ${apiKey}` }";
    QByteArray call = "  const ai = new GoogleGenAI({\n    vertexai: false,\n    apiKey,\n";
    return call + "    httpOptions: { " + options.join(", ") + " },\n  });\n";
}

QByteArray javascriptMain(const CodeRequest& request)
{
    const QByteArray call = request.stream
        ? "await ai.models.generateContentStream({ model, contents, config })"
        : "[await ai.models.generateContent({ model, contents, config })]";
    return "async function main() {\n"
           "  const apiKey = process.env.GEMINI_API_KEY;\n"
           "  if (!apiKey) {\n"
           "    console.error('Put your API key into GEMINI_API_KEY.');\n"
           "    return 2;\n"
           "  }\n"
        + javascriptClient(request) + "  try {\n    return await show(" + call
        + ");\n"
          "  } catch (error) {\n"
          "    if (!(error instanceof ApiError)) throw error;\n"
          "    console.error(`The service answered with an error: ${error.message}`);\n"
          "    return 3;\n"
          "  }\n"
          "}\n\nprocess.exitCode = await main();\n";
}

} // namespace

Code writeJavaScript(const CodeRequest& request, const RequestValue& body)
{
    Code code;
    code.fileName = u"request.mjs"_s;
    SdkRequest sdk = sdkRequestOf(body);
    nameFiles(sdk.contents, code.files);
    nameFiles(sdk.extra, code.files);
    nameFiles(sdk.config, code.files);
    if (!sdk.extra.members.isEmpty()) {
        const RequestMember extra {u"extraBody"_s, sdk.extra};
        sdk.config.members.append({u"httpOptions"_s, RequestValue::ofObject({extra})});
        code.notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange", "Some of the request has no place in the SDK and goes out through “extraBody”."));
    }
    if (const QString number = roundedNumber(body); !number.isEmpty())
        code.notes << sayOfCode(
                          QT_TRANSLATE_NOOP("Exchange",
                                            "JavaScript rounds %1, which is more than 2^53. Use the curl or "
                                            "Python code to send it exactly."))
                          .arg(number);
    if (request.auth == Backend::Auth::Bearer)
        code.notes << sayOfCode(QT_TRANSLATE_NOOP(
            "Exchange", "The SDK sends the key as x-goog-api-key too, beside the bearer token."));
    const ValuePrinter printer(ValuePrinter::Language::JavaScript);
    const QByteArray values = "const model = " + javascriptText(request.model) + ";\n\nconst contents = "
        + printer.print(sdk.contents, 0) + ";\n\nconst config = " + printer.print(sdk.config, 0) + ";\n";
    QByteArray imports = "import { ApiError, GoogleGenAI } from '@google/genai';\n";
    imports += code.files.isEmpty() ? "import { writeFileSync } from 'node:fs';\n\n"
                                    : "import { readFileSync, writeFileSync } from 'node:fs';\n\n"
                                      "const fileBase64 = (name) => readFileSync(new URL(name, "
                                      "import.meta.url)).toString('base64');\n\n";
    code.text =
        codeHeader("//",
                   {u"Sends one request to a Gemini model and tells what came back."_s,
                    u"Needs: npm install @google/genai, and the key in the environment as GEMINI_API_KEY."_s},
                   code.notes)
        + imports + values + javascriptReport + javascriptMain(request);
    return code;
}

} // namespace safelight
