// The smallest program of the kind: a main window with an editor and a plot. What Safelight's start is
// and memory are compared with. With SAFELIGHT_BENCH_START it says "painted" and ends once its window has
// been painted, as Safelight does.
#include "ui/base/firstpaint.h"

#include <QApplication>
#include <QMainWindow>
#include <QPlainTextEdit>
#include <QSplitter>

#include <qcustomplot.h>

#include <cstdio>

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    auto* parts = new QSplitter;
    auto* plot = new QCustomPlot;
    plot->addGraph()->setData({1, 2, 3}, {2, 1, 3});
    plot->rescaleAxes();
    parts->addWidget(new QPlainTextEdit);
    parts->addWidget(plot);
    window.setCentralWidget(parts);
    window.resize(1280, 800);
    const safelight::FirstPaint painted(window, [] {
        if (!qEnvironmentVariableIsSet("SAFELIGHT_BENCH_START"))
            return;
        std::puts("painted");
        std::fflush(stdout);
        QCoreApplication::quit();
    });
    window.show();
    return QApplication::exec();
}
