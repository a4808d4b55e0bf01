#include "engine/text/acronyms.h"

#include "tests/catch.h"

namespace paperfind {
namespace {

using Pairs = std::vector<AcronymPair>;

TEST_CASE("an acronym and the words it stands for are found where a text explains it", "[text]") {
  struct Case {
    const char* text;
    Pairs pairs;
  };
  const Case cases[] = {
      {"Keyword spotting (KWS) on devices", {{"KWS", "Keyword spotting"}}},
      {"KWS (keyword spotting) on devices", {{"KWS", "keyword spotting"}}},
      {"for neural architecture search (NAS).", {{"NAS", "neural architecture search"}}},
      {"convolutional neural networks (CNNs)", {{"CNN", "convolutional neural networks"}}},
      {"CNNs (convolutional neural networks)", {{"CNN", "convolutional neural networks"}}},
      {"quantization-aware training (QAT)", {{"QAT", "quantization-aware training"}}},
      {"post\xE2\x80\x91training quantization (PTQ)", {{"PTQ", "post-training quantization"}}},
      {"the Internet of Things (IoT)", {{"IoT", "Internet of Things"}}},
      {"k-nearest neighbors (kNN)", {{"kNN", "k-nearest neighbors"}}},
      {"k-nearest neighbours (k-NN)", {{"k-NN", "k-nearest neighbours"}}},
      {"a deep convolutional neural network (DCNN)",
       {{"DCNN", "deep convolutional neural network"}}},
      {"hyperdimensional computing (HDC)", {{"HDC", "hyperdimensional computing"}}},
      {"ultra-low-power (ULP) chips", {{"ULP", "ultra-low-power"}}},
      {"a microcontroller unit (MCU)", {{"MCU", "microcontroller unit"}}},
      {"electroencephalography (EEG)", {{"EEG", "electroencephalography"}}},
      {"mean average precision (mAP)", {{"mAP", "mean average precision"}}},
      {"long short-term memory (LSTM) cells", {{"LSTM", "long short-term memory"}}},
      {"direct feedback alignment (DFA; see below)", {{"DFA", "direct feedback alignment"}}},
      {"keyword spotting (KWS, also wake words)", {{"KWS", "keyword spotting"}}},
      {"\xE2\x80\x9Ckeyword spotting\xE2\x80\x9D (\xE2\x80\x9CKWS\xE2\x80\x9D)",
       {{"KWS", "keyword spotting"}}},
      {"keyword\n  spotting ( KWS )", {{"KWS", "keyword spotting"}}},
      {"l'\xC3\xA9nergie \xC3\xA9lectrique (EE)", {{"EE", "\xC3\xA9nergie \xC3\xA9lectrique"}}},
      {"machine learning (ML) and deep learning (DL)",
       {{"ML", "machine learning"}, {"DL", "deep learning"}}},
      {"an \\textbf{inertial measurement unit} (IMU)", {{"IMU", "inertial measurement unit"}}},
      {"single-instruction multiple-data (SIMD)", {{"SIMD", "single-instruction multiple-data"}}},
      {"convolutional neural network (CNN (deep))", {}},
      {"spotting keywords (e.g. in speech)", {}},
      {"as shown before (2022)", {}},
      {"the results (Table 1)", {}},
      {"three phases (III)", {}},
      {"very large models (BERT)", {}},
      {"we evaluate on MNIST (Table 1)", {}},
      {"TinyML (see the review)", {}},
      {"training of networks (NT)", {}},          // the wrong order
      {"systems for keyword (KWS)", {}},          // no S after the K
      {"neural search. Architecture (NAS)", {}},  // a sentence ends between
      {"a CNN model (CNN)", {}},                  // it explains itself
      {"keyword spotting (KWS", {}},              // never closed
      {"(KWS)", {}},
      {"()", {}},
      {"", {}},
      {"\xFF\xFE (\xFF) \xC3(", {}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const Pairs found = find_acronyms(each.text);
    std::string shown;
    for (const AcronymPair& pair : found) shown += pair.acronym + " = " + pair.words + "; ";
    CAPTURE(shown);
    CHECK(found == each.pairs);
  }
}

TEST_CASE("an acronym has two capitals and is short", "[text]") {
  for (const char* word : {"KWS", "IoT", "mAP", "k-NN", "G-CSF", "H2O2", "TinyML"}) {
    CAPTURE(word);
    CHECK(is_acronym(word));
  }
  for (const char* word :
       {"", "K", "Table", "2022", "3DX", "II", "XIV", "KEYWORDSX", "K S", "-AB", "AB-", "kws"}) {
    CAPTURE(word);
    CHECK_FALSE(is_acronym(word));
  }
}

TEST_CASE("however many parentheses a text has, the pairs found are bounded", "[text]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "keyword spotting (KWS) ";
  CHECK(find_acronyms(text).size() == 50);
  CHECK(find_acronyms(std::string(100'000, '(')).empty());
  CHECK(find_acronyms(std::string(100'000, 'a') + " (AA)").empty());
}

}  // namespace
}  // namespace paperfind
