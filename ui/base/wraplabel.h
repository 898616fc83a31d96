#pragma once

#include <QHash>
#include <QLabel>

#include <memory>

namespace safelight {

class WrappedText;

// A label whose text breaks into lines. It remembers how high it is at a width: layouts inside layouts ask
// the same question dozens of times, and a QLabel lays its text out each time anew, and again to paint it.
class WrapLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit WrapLabel(const QString& text = {}, QWidget* parent = nullptr);
    ~WrapLabel() override;

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isPlain() const; // whether it is laid out and painted here and not by QLabel
    void forget() const;
    void forgetWhenChanged() const;
    WrappedText& lines() const;
    QSize natural() const; // with no line breaks but the text's own
    QSize margins() const; // left and right, top and bottom together

    mutable QString m_measured; // the text that the sizes are of
    mutable std::unique_ptr<WrappedText> m_lines; // null until needed
    mutable QHash<int, int> m_heights;
    mutable QSize m_hint;
    mutable QSize m_least;
    mutable QSize m_natural;
};

} // namespace safelight
