#pragma once

#include "app/base/result.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <memory>

namespace safelight {

// A scenario that a line "#simulate: NAME" in the prompt forces.
struct SimulatorScenario
{
    QString name; // what stands after "#simulate: "
    QString description; // a sentence
    QString group; // "Prompt blocks", "Answer stops", "Errors", "Malformed answers", "Faults"
};

// The built-in back end: a real HTTP server on loopback in a thread of its own, which speaks the Gemini API's
// wire format. Its answers are made up. Same seed and same sequence of requests: same answers.
class Simulator
{
public:
    explicit Simulator(quint32 seed = 1);
    ~Simulator();

    // Binds to loopback only; port 0 takes a free one. Fails when the port is taken.
    Result<QUrl> start(quint16 port = 0); // "http://127.0.0.1:PORT"
    void stop();
    QUrl url() const;

    static QList<SimulatorScenario> scenarios();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace safelight
