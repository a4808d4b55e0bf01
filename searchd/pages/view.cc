#include "searchd/pages/view.h"

namespace paperfind {

void set_text(View& view, const std::string& key, std::string_view text) {
  if (text.empty()) {
    view.set(key, View{false});
  } else {
    view.set(key, View{std::string(text)});
  }
}

void set_flag(View& view, const std::string& key, bool on) { view.set(key, View{on}); }

void set_list(View& view, const std::string& key, const std::vector<View>& items) {
  View list{View::type::list};
  for (const View& item : items) list.push_back(item);
  view.set(key, list);
  set_flag(view, key + "_any", !items.empty());
}

}  // namespace paperfind
