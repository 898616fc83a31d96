# Every header is compiled alone (target headers_alone), so that whoever includes it needs nothing else first.
#
# Nearly all the time goes into reading <QWidget>, <QObject> or <QString>. With SAFELIGHT_PRECOMPILE a header that
# includes one of these, itself or through others of ours, gets it precompiled: nothing that it has not got anyway.

# What includes <QWidget>, <QObject> and <QString>, among what our headers include from Qt.
set(safelight_with_widget QWidget QAbstractButton QAbstractScrollArea QCheckBox QComboBox QDialog QFileDialog QFrame
  QGraphicsView QHeaderView QLabel QLineEdit QListView QListWidget QMainWindow QMenu QPlainTextEdit QProgressBar
  QScrollArea QSlider QSplitter QStackedWidget QStyledItemDelegate QStyleOption QTableView QTextBrowser QTextEdit
  QToolButton)
set(safelight_with_object QObject QAbstractListModel QAbstractTableModel QAction QCoreApplication QDate QDateTime
  QFutureWatcher QIODevice QJsonArray QJsonDocument QJsonObject QMimeData QNetworkAccessManager QProxyStyle
  QSyntaxHighlighter QTcpServer QTemporaryFile QTextCursor QTextDocument QThread QThreadPool QTimer QUndoStack
  QVariant QVariantList)
set(safelight_with_string QString QCache QColor QHash QIcon QImage QList QPainter QPalette QPointer QSet QSize
  QStringList QUrl)

# The outside headers that one of ours includes, itself or through others of ours.
function(safelight_outside_includes header result)
  get_property(is_known GLOBAL PROPERTY "outside ${header}" SET)
  if(NOT is_known)
    set(found "")
    file(STRINGS "${PROJECT_SOURCE_DIR}/${header}" lines REGEX "^#include ")
    foreach(line IN LISTS lines)
      if(line MATCHES "<([^>]+)>")
        list(APPEND found "${CMAKE_MATCH_1}")
      elseif(line MATCHES "\"([^\"]+)\"")
        safelight_outside_includes("${CMAKE_MATCH_1}" inner)
        list(APPEND found ${inner})
      endif()
    endforeach()
    list(REMOVE_DUPLICATES found)
    set_property(GLOBAL PROPERTY "outside ${header}" "${found}")
  endif()
  get_property(found GLOBAL PROPERTY "outside ${header}")
  set(${result} "${found}" PARENT_SCOPE)
endfunction()

function(safelight_check_headers_alone)
  get_property(headers GLOBAL PROPERTY SAFELIGHT_HEADERS)
  get_property(targets GLOBAL PROPERTY SAFELIGHT_TARGETS)
  foreach(header IN LISTS headers)
    safelight_outside_includes("${header}" outside)
    set(kind nothing)
    foreach(candidate string object widget)
      foreach(name IN LISTS safelight_with_${candidate})
        if(name IN_LIST outside)
          set(kind ${candidate})
          break()
        endif()
      endforeach()
    endforeach()
    set(source "${PROJECT_BINARY_DIR}/headers/${header}.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include \"${header}\"\n#include \"${header}\" // once is enough\n")
    list(APPEND sources_${kind} "${source}")
  endforeach()
  add_custom_target(headers_alone)
  foreach(kind nothing string object widget)
    add_library(headers_${kind} OBJECT EXCLUDE_FROM_ALL ${sources_${kind}})
    set_target_properties(headers_${kind} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
    target_link_libraries(headers_${kind} PRIVATE ${targets})
    add_dependencies(headers_alone headers_${kind})
  endforeach()
  if(SAFELIGHT_PRECOMPILE)
    target_precompile_headers(headers_string PRIVATE <QString>)
    target_precompile_headers(headers_object PRIVATE <QObject>)
    target_precompile_headers(headers_widget PRIVATE <QWidget>)
  endif()
endfunction()
