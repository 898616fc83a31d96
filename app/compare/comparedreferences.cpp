#include "app/compare/comparedreferences.h"

#include "app/prompt/imageintake.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

namespace safelight {

namespace {

using Change = ComparedReference::Change;

constexpr QSize smallSize(32, 32); // pictures are looked at this small
// Mean difference of brightness and colour (0…255) that encoding once more, or shrinking, may make.
constexpr double alikeDifference = 6;
constexpr double alikeShape = 0.02; // relative difference of width : height
// Larger ones are not decoded whole: equal pixels are then only "alike".
constexpr qint64 wholePixels = 32'000'000;

// A picture decoded once, however many it is held against.
struct Look
{
    QImage small;
    bool isDecoded() const { return !small.isNull(); }
};

Look lookOf(const ReferenceImage& image)
{
    // In two steps: decoders differ in how they scale, a smooth scale does not.
    const QImage shown = imageForView(image.bytes, {512, 512});
    if (shown.isNull())
        return {};
    return {shown.scaled(smallSize, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                .convertToFormat(QImage::Format_RGBA8888)};
}

double shapeOf(QSize size)
{
    return size.isEmpty() ? 0 : double(size.width()) / size.height();
}

// Either may be turned by its EXIF orientation, which a program that encodes anew often applies.
bool sameShape(QSize a, QSize b)
{
    const auto near = [](double x, double y) { return std::abs(x - y) <= alikeShape * std::max(x, y); };
    return a.isEmpty() || b.isEmpty() || near(shapeOf(a), shapeOf(b))
        || near(shapeOf(a.transposed()), shapeOf(b));
}

double difference(const QImage& a, const QImage& b)
{
    qint64 sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        const uchar* left = a.constScanLine(y);
        const uchar* right = b.constScanLine(y);
        for (int i = 0; i < a.width() * 4; ++i)
            sum += std::abs(int(left[i]) - int(right[i]));
    }
    return double(sum) / (double(a.width()) * a.height() * 4);
}

bool samePixels(const ReferenceImage& a, const ReferenceImage& b)
{
    const auto pixels = [](QSize size) { return qint64(size.width()) * size.height(); };
    if (a.pixelSize.isEmpty() || pixels(a.pixelSize) != pixels(b.pixelSize)
        || pixels(a.pixelSize) > wholePixels)
        return false;
    const QSize whole = a.pixelSize.expandedTo(a.pixelSize.transposed());
    const QImage left = imageForView(a.bytes, whole);
    const QImage right = imageForView(b.bytes, whole);
    return !left.isNull() && left.size() == right.size()
        && left.convertToFormat(QImage::Format_RGBA8888) == right.convertToFormat(QImage::Format_RGBA8888);
}

bool looksAlike(const ReferenceImage& a, const Look& lookA, const ReferenceImage& b, const Look& lookB)
{
    if (!sameShape(a.pixelSize, b.pixelSize))
        return false;
    if (lookA.isDecoded() && lookB.isDecoded())
        return difference(lookA.small, lookB.small) <= alikeDifference;
    return !a.fileName.isEmpty() && a.fileName == b.fileName && a.pixelSize == b.pixelSize
        && !a.pixelSize.isEmpty();
}

// Pairs of places (before, after), by equal bytes: each picture once, the first with the first.
QList<std::pair<int, int>> equalPairs(const QList<ReferenceImage>& before, const QList<ReferenceImage>& after)
{
    QList<std::pair<int, int>> pairs;
    std::multimap<QByteArray, int> places;
    for (int i = 0; i < before.size(); ++i)
        places.emplace(before.at(i).sha256, i);
    for (int i = 0; i < after.size(); ++i) {
        const auto found = places.find(after.at(i).sha256);
        if (found == places.end() || before.at(found->second).bytes != after.at(i).bytes)
            continue;
        pairs.append({found->second, i});
        places.erase(found);
    }
    return pairs;
}

// The pairs that keep their order, as many as can: the longest increasing run of places before.
std::vector<bool> keepOrder(const QList<std::pair<int, int>>& pairs)
{
    QList<int> length(pairs.size(), 1);
    QList<int> previous(pairs.size(), -1);
    int end = -1;
    for (int i = 0; i < pairs.size(); ++i) {
        for (int j = 0; j < i; ++j) {
            if (pairs.at(j).first < pairs.at(i).first && length.at(j) + 1 > length.at(i)) {
                length[i] = length.at(j) + 1;
                previous[i] = j;
            }
        }
        if (end < 0 || length.at(i) > length.at(end))
            end = i;
    }
    std::vector<bool> kept(static_cast<size_t>(pairs.size()));
    for (; end >= 0; end = previous.at(end))
        kept[static_cast<size_t>(end)] = true;
    return kept;
}

class Matcher final
{
public:
    Matcher(const QList<ReferenceImage>& before, const QList<ReferenceImage>& after)
        : m_before(before)
        , m_after(after)
        , m_found(after.size())
        , m_taken(before.size(), false)
    {
        for (int i = 0; i < after.size(); ++i)
            m_found[i] = {Change::Added, after.at(i), i, -1, false};
    }

    QList<ComparedReference> match()
    {
        const auto pairs = equalPairs(m_before, m_after);
        const auto kept = keepOrder(pairs);
        for (int i = 0; i < pairs.size(); ++i)
            take(pairs.at(i).first, pairs.at(i).second,
                 kept.at(static_cast<size_t>(i)) ? Change::Same : Change::Moved);
        matchByLook();
        for (int i = 0; i < m_before.size(); ++i) {
            if (!m_taken.at(i))
                m_found.append({Change::Removed, m_before.at(i), -1, i, false});
        }
        return m_found;
    }

private:
    void take(int before, int after, Change change)
    {
        m_taken[before] = true;
        auto& found = m_found[after];
        found.change = change;
        found.placeBefore = before;
        found.captionChanged = m_before.at(before).caption != m_after.at(after).caption;
    }

    void matchByLook()
    {
        if (m_taken.count(false) == 0)
            return;
        QList<Look> looks(m_before.size());
        for (int i = 0; i < m_before.size(); ++i) {
            if (!m_taken.at(i))
                looks[i] = lookOf(m_before.at(i));
        }
        for (int after = 0; after < m_after.size(); ++after) {
            if (m_found.at(after).placeBefore >= 0)
                continue;
            const ReferenceImage& image = m_after.at(after);
            const Look look = lookOf(image);
            for (int before = 0; before < m_before.size(); ++before) {
                if (m_taken.at(before) || !looksAlike(m_before.at(before), looks.at(before), image, look))
                    continue;
                take(before, after,
                     samePixels(m_before.at(before), image) ? Change::SamePixels : Change::LooksAlike);
                break;
            }
        }
    }

    const QList<ReferenceImage>& m_before;
    const QList<ReferenceImage>& m_after;
    QList<ComparedReference> m_found;
    QList<bool> m_taken;
};

} // namespace

QList<ComparedReference> compareReferences(const QList<ReferenceImage>& before,
                                           const QList<ReferenceImage>& after)
{
    return Matcher(before, after).match();
}

} // namespace safelight
