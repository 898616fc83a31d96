#pragma once

#include "app/base/known.h"

#include <QList>
#include <QUrl>

#include <optional>

class QDebug;

namespace safelight {

// A header that a back end wants with each call. The value of a secret one is in a key store: `value` is the
// name it has there.
struct BackendHeader
{
    QString name;
    QString value;
    bool secret = false;

    friend bool operator==(const BackendHeader&, const BackendHeader&) = default;
};

// How much of it a back end takes; absent is not known.
struct BackendLimits
{
    std::optional<qint64> requestBytes;
    std::optional<int> atOnce; // requests under way at the same time
    std::optional<int> requestsPerMinute;
    std::optional<qint64> tokensPerMinute;

    friend bool operator==(const BackendLimits&, const BackendLimits&) = default;
};

// Where requests go, and by which rules: data, so that a new service is a row and not code. The rows that
// come with the program stand in resources/backends/backends.json.
struct Backend
{
    enum class Auth { None, ApiKeyHeader, Bearer }; // ApiKeyHeader: x-goog-api-key
    enum class KeySource { KeyStore, Environment, Session };
    // Vertex: projects/P/locations/L/publishers/google/models; VertexExpress: without the first two.
    enum class PathShape { Gemini, Vertex, VertexExpress };
    enum class ModelSource { Listed, Bundled }; // Listed: by the back end itself
    enum class Pricing { PerToken, PerRequest };

    QString id; // stable; attempts and price rows refer to it
    QString name; // shown
    QUrl baseUrl; // with a path where it has one; empty for the simulator until it listens
    QString apiVersion; // empty: none is appended
    PathShape path = PathShape::Gemini;
    QString project; // for PathShape::Vertex
    QString location;
    Auth auth = Auth::ApiKeyHeader;
    KeySource keySource = KeySource::KeyStore;
    QString keyName; // in the key store or the environment; empty: the id
    QList<BackendHeader> headers;
    QString accepts; // the id of the rules for requests (requestrules.h); empty: anything
    BackendLimits limits;
    ModelSource models = ModelSource::Listed;
    Pricing pricing = Pricing::PerToken;
    QString pricesOf; // the id that its rows in the price book have; empty: its own
    bool billsDisconnects = false; // what was broken off is paid for all the same
    bool simulated = false; // its answers are made up, and every place that shows one says so
    QString note; // what to know about it, a sentence or two

    // Under which name its key is kept.
    QString keyId() const { return keyName.isEmpty() ? id : keyName; }
    QString pricesId() const { return pricesOf.isEmpty() ? id : pricesOf; }

    friend bool operator==(const Backend&, const Backend&) = default;
    friend QDebug operator<<(QDebug debug, const Backend& backend);
};

template<>
struct WireNames<Backend::Auth>
{
    static constexpr std::array table {
        std::pair {Backend::Auth::None, QLatin1StringView("none")},
        std::pair {Backend::Auth::ApiKeyHeader, QLatin1StringView("apiKey")},
        std::pair {Backend::Auth::Bearer, QLatin1StringView("bearer")},
    };
};

template<>
struct WireNames<Backend::KeySource>
{
    static constexpr std::array table {
        std::pair {Backend::KeySource::KeyStore, QLatin1StringView("keyStore")},
        std::pair {Backend::KeySource::Environment, QLatin1StringView("environment")},
        std::pair {Backend::KeySource::Session, QLatin1StringView("session")},
    };
};

template<>
struct WireNames<Backend::PathShape>
{
    static constexpr std::array table {
        std::pair {Backend::PathShape::Gemini, QLatin1StringView("gemini")},
        std::pair {Backend::PathShape::Vertex, QLatin1StringView("vertex")},
        std::pair {Backend::PathShape::VertexExpress, QLatin1StringView("vertexExpress")},
    };
};

template<>
struct WireNames<Backend::ModelSource>
{
    static constexpr std::array table {
        std::pair {Backend::ModelSource::Listed, QLatin1StringView("listed")},
        std::pair {Backend::ModelSource::Bundled, QLatin1StringView("bundled")},
    };
};

template<>
struct WireNames<Backend::Pricing>
{
    static constexpr std::array table {
        std::pair {Backend::Pricing::PerToken, QLatin1StringView("perToken")},
        std::pair {Backend::Pricing::PerRequest, QLatin1StringView("perRequest")},
    };
};

} // namespace safelight
