#pragma once

#include <QHash>
#include <QLabel>

namespace safelight {

// A label whose text breaks into lines. It remembers how high it is at a width: layouts inside layouts ask
// the same question dozens of times, and a QLabel lays its text out each time anew.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(const QString& text = {}, QWidget* parent = nullptr);

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void forgetWhenChanged() const;
    QSize natural() const; // with no line breaks but the text's own
    int margins() const; // left and right together

    mutable QString m_measured; // the text that the sizes are of
    mutable QHash<int, int> m_heights;
    mutable QSize m_hint;
    mutable QSize m_least;
    mutable QSize m_natural;
};

} // namespace safelight
