#pragma once

#include "ui/theme/theme.h"

#include <QLabel>
#include <QToolButton>

namespace safelight {

// A flat button with an icon of the set that follows the palette. The words are its tooltip and its name.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    IconButton(const QString& icon, const QString& words, QWidget* parent = nullptr);
    void setIconName(const QString& icon);
    // Shows the words beside the icon too.
    void showWords();

protected:
    void changeEvent(QEvent* event) override;

private:
    QString m_icon;
};

// An icon of the set as a picture of its own.
class IconLabel : public QLabel
{
    Q_OBJECT

public:
    IconLabel(int size, QWidget* parent = nullptr);
    void showIcon(const QString& icon, Role role);

protected:
    void changeEvent(QEvent* event) override;

private:
    void draw();

    int m_size = 0;
    QString m_icon;
    Role m_role = Role::Mute;
};

// Secondary text: mute, wrapped, selectable where it is worth it.
QLabel* mutedLabel(const QString& text = {}, QWidget* parent = nullptr);

// The system's monospace font at the size of this one.
QFont monospace(const QFont& like);

} // namespace safelight
