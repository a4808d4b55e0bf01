#include "engine/search/plain_words.h"

#include <algorithm>
#include <unordered_set>

namespace paperfind {
namespace {

constexpr std::string_view kFurniture = R"(
ability able above accordingly achieve achieved achieves achieving across addition additional
additionally address addressed addresses addressing advance advances advantage advantages affect
after again aim aims al all allow allowing allows almost along already also although among amount
analyse analyze analyzed another any apart appear applicable applied apply applying approach
approaches around article aspect aspects assess available average avoid away based basis because
become becomes before behind below benefit benefits best better between beyond both bring broad
but call called case cases cf challenge challenges challenging characteristic clear close combine
combined combining come common commonly compare compared comparing comparison complete completely
concept conclude conduct conducted consider considerable considered considering consist consistent
consistently consists contain contains contrast contribute contribution contributions
corresponding create created creating crucial current currently deal demonstrate demonstrated
demonstrates demonstrating depend depending describe described describes designed despite detail
detailed details determine develop developed developing development different difficult difficulty
directly discuss discussed due during e.g each easily easy effect effective effectively
effectiveness effects efficiently effort efforts either employ employed employing employs enable
enabled enables enabling end enhance enhanced enhances enhancing ensure especially essential
establish et etc evaluate evaluated evaluating evaluation even every evidence examine example
examples exhibit exist existing expected experiment experimental experiments explore explored
explores exploring extensive extensively extent fact factor factors far few finally find finding
findings finds first five focus focused focuses focusing follow followed following follows form
four framework full fully further furthermore future gap general generally get give given gives
giving go goal good great greater greatly handle help helps hence here high higher highest
highlight highly however i.e idea identified identify identifying impact implement implementation
implemented importance important importantly improve improved improvement improvements improves
improving include included includes including increase increased increases increasing increasingly
indicate indicates individual insight insights instead introduce introduced introduces introducing
investigate investigated investigates involve involved involves involving issue issues itself just
keep key kind known lack large largely larger last lead leading leads least less let level levels
leverage leveraged leverages leveraging like likely limit limitation limitations limited little
long lower main mainly maintain maintaining major make makes making many means measure method
methodology methods might more moreover most motivated much multiple must namely nature near
nearly necessary need needed needs never new newly next no nor not notable notably note novel now
number numerous observe observed obtain obtained obtaining obtains offer offers often one ones
only order other others out outperform outperforming outperforms over overall own paper papers
part particular particularly per perform performance performed performing performs point poor
popular possible potential potentially practical practice present presented presenting presents
previous previously prior problem problems produce promising propose proposed proposes proposing
prove provide provided provides providing purpose quite range rather reach real really reason
reasonable recent recently reduce reduced reduces reducing regarding related relative relatively
relevant rely remain remains report reported require required requirements requires requiring
research researchers respectively result resulting results reveal reveals role same scenario
scenarios second section see seen set sets setting settings several show showcase showed showing
shown shows significance significant significantly similar simple simply since single six small so
solution solutions solve solving some specific specifically step steps still strategy strong
studied studies study studying substantial substantially suffer suffers suggest suggests suitable
superior support supports systematic take taken takes taking task tasks technique techniques ten
tend terms them then there therefore third three through throughout thus together too total toward
towards traditional two typical typically under understand understanding unique until up upon us
use used useful uses using usually utilize utilized utilizes utilizing valuable value values
variety various vary very via view vs want way ways well whereas whether while whole wide widely
within without work works yet yield yielding yields you your
)";

constexpr std::string_view kNotAlone = R"(
accuracy adaptive algorithm algorithms annotate annotated annotation annotations architecture
architectures area automate automated automatic automatically automation aware baseline benchmark
benchmarks beyond bit bits capabilities capability center change changes characteristic
characteristics class classes code compact complex component components computation computational
compute computer computers computing consumption content contents corpora corpus correct correctly
correctness cost cross data dataset datasets decode decoder deep design designs device devices
direct distribution distributions diverse diversity document documents domain domains driven
dynamic early efficacy efficiency efficient encode encoder encoders end error errors estimate
estimated estimates estimation exploit exploiting exploits exploration extract extraction fast
feature features few field fine flexible free function functions generalization generalize
generalized generate generated global group guided half hand hard hardware heavy human humans
hyper improving induced inference input inputs instance instances intelligence intelligent inter
interact intra label labeled labels language languages large late latent layer layers learn
learned learning light lightweight like linear lingual local long loss low machine manage managed
management manual manually metric metrics mid mini model modeling modelling models multi natural
network networks neural non number online only operate operation operations optimal optimization
optimizations optimize optimized optimizing optimum oriented original output outputs pair pairs
parallel parameter parameters personal pipeline pipelined point post power pre precise precision
predict prediction predictions pretrained process processes processing pure quality random
randomness rate real reduce reduction reductions representation representations resource resourced
resources rich robust robustness sample samples scale score scores self semi sentence sentences
service services set short shot similarity single size small soft software source space specific
speed standard strategies strategy structure structures sub super system systems target temporal
temporary text texts texture times timing token tokens total train trainable trained training
trains transfer ultra under unit units unseen user users value version well wise word words world
zero
)";

using Words = std::unordered_set<std::string_view>;

Words words_of(std::string_view text) {
  Words words;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
    if (text.empty()) return words;
    const std::string_view word = text.substr(0, text.find_first_of(" \n"));
    words.insert(word);
    text.remove_prefix(word.size());
  }
}

}  // namespace

bool is_academic_furniture(std::string_view word) {
  static const Words kWords = words_of(kFurniture);
  return kWords.contains(word);
}

bool says_little_alone(std::string_view word) {
  static const Words kWords = words_of(kNotAlone);
  return kWords.contains(word);
}

}  // namespace paperfind
