#pragma once

#include <QWidget>

class QLabel;

namespace safelight {

class PlainText;
class SearchField;

// "Find" under a text: words, previous, next, how many. Ctrl+F opens it, Esc closes it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    // Finds in `text`; the shortcuts hold in `scope` and what is inside it.
    FindBar(PlainText* text, QWidget* scope, QWidget* parent = nullptr);
    void open();
    void close();

private:
    void search(const QString& words);
    void step(int by);
    void showCount();

    PlainText* m_text = nullptr;
    SearchField* m_field = nullptr;
    QLabel* m_count = nullptr;
};

} // namespace safelight
