#include "searchd/pages/help_page.h"

#include <vector>

#include "engine/schema/fields.h"

namespace paperfind {

void set_typed(View& view) {
  std::vector<View> fields;
  for (const TextFieldSpec& field : kTextFields) {
    View item;
    set_text(item, "name", field.name);
    fields.push_back(item);
  }
  set_list(view, "text_fields", fields);
}

std::string help_page_html(const TemplateSet& templates, const Site& site) {
  View view;
  PageHead head;
  head.title = "How to search";
  head.description = "What one can type to find papers of " + site.name + ", filters and keys.";
  head.canonical = "/help";
  set_head(view, site, head);
  set_text(view, "heading", head.title);
  set_typed(view);
  return templates.render("help", view);
}

}  // namespace paperfind
