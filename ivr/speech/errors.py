"""The branch of the error tree that speech raises: bad wording, engines that cannot speak, prompts that cannot stand.

SpeechError
├── BadWording            an input text is refused; ``field`` names it
├── BadRecording          an uploaded recording is refused; ``field`` names it
├── EngineError           this engine cannot speak now; the chain tries the next one
├── MasteringError        the sound was made, but no notice can be made of it
├── NotHeard              the recogniser is missing, or could not listen
├── PromptError           a stored prompt is missing or damaged
└── InstallError          the model or a voice cannot be set up
"""

from collections.abc import Mapping

from ivr.kit.errors import GatewayError, Language
from ivr.speech.both import told


class SpeechError(GatewayError):
    """Its facts may be phrases (:class:`~ivr.speech.both.Both`) and errors: they are told in the reader's language."""

    def told(self, language: Language) -> Mapping[str, object]:
        return told(self.facts, language)


class BadWording(SpeechError):
    code = "speech.wording"
    zh = "{field}：文本不可用：{reason}。请修改后再试。"
    en = "{field}: this text cannot be used: {reason}. Correct it and try again."


class EmptyText(BadWording):
    code = "speech.wording.empty"
    zh = "{field}：内容为空。请填写文字。"
    en = "{field}: it is empty. Write some text."


class TextTooLong(BadWording):
    code = "speech.wording.too_long"
    zh = "{field}：共 {size} 字节，超过上限 {limit} 字节。请缩短。"
    en = "{field}: it has {size} bytes, more than the {limit} allowed. Shorten it."


class ForbiddenCharacter(BadWording):
    code = "speech.wording.character"
    zh = "{field}：第 {position} 个字符（{character}）不允许使用。请删除。"
    en = "{field}: character {position} ({character}) is not allowed. Remove it."


class UnknownSlot(BadWording):
    code = "speech.wording.slot"
    zh = "{field}：不认识的占位符 {slot}。只能使用 {allowed}。"
    en = "{field}: unknown slot {slot}. Only {allowed} may be used."


class MissingSlot(BadWording):
    code = "speech.wording.slot_missing"
    zh = "{field}：缺少占位符 {slot}。通知必须说明是哪个法院、向哪里咨询。"
    en = "{field}: the slot {slot} is missing. A notice must say which court speaks and where to ask it."


class CourtNotFirst(BadWording):
    code = "speech.wording.court_first"
    zh = "{field}：通知必须以法院名称 {{court}} 开头。"
    en = "{field}: a notice must begin with the court's name, {{court}}."


class NotACourt(BadWording):
    code = "speech.wording.court"
    zh = "{field}：“{name}” 不是法院名称。请填写法院全称，例如 灌云县人民法院。"
    en = "{field}: '{name}' is no court's name. Write the full name, for example Guanyun County People's Court."


class PersonalFact(BadWording):
    code = "speech.wording.personal"
    zh = "{field}：“{found}” 可能是{kind}，通知中不得出现。请删除；法院名称请用 {{court}}，咨询电话请用 {{enquiry}}。"
    en = (
        "{field}: '{found}' may be {kind}, which a notice must not say. Remove it; for the court's name use {{court}}, "
        "for its telephone number {{enquiry}}."
    )


class WordingTooLong(BadWording):
    """``languages`` says what each one takes."""

    code = "speech.wording.seconds"
    zh = "{field}：通知约需 {seconds} 秒（{languages}），超过上限 {limit} 秒。请缩短 {longest}，或只播一种语言。"
    en = (
        "{field}: the notice would take about {seconds} s ({languages}), more than the {limit} s allowed. "
        "Shorten the text in {longest}, or let the court speak one language."
    )


class BadReading(BadWording):
    code = "speech.wording.reading"
    zh = "{field}：读音 “{reading}” 与 “{word}” 不符。请每个汉字写一个带声调数字的拼音，例如 单[shan4]。"
    en = (
        "{field}: the reading '{reading}' does not fit '{word}'. "
        "Write one pinyin syllable with its tone number for each character, for example 单[shan4]."
    )


class NoReading(BadWording):
    code = "speech.wording.no_reading"
    zh = "{field}：不知道 “{word}” 中 “{part}” 的读音。请写入 prompts/lexicon，或在文中用 单[shan4] 的形式注明。"
    en = (
        "{field}: how is '{part}' in '{word}' read? Add the word to prompts/lexicon or write the reading behind it, "
        "as in 单[shan4]."
    )


class NoWording(SpeechError):
    code = "speech.wording.missing"
    zh = "没有语言 {language} 的通知文本：{path} 不存在。请先写好该文件，或由法院起草自己的文本（ivr wording draft）。"
    en = (
        "There is no wording in the language {language}: {path} does not exist. Write that file first, or draft the "
        "court's own text (`ivr wording draft`)."
    )


class BadLexicon(SpeechError):
    code = "speech.lexicon"
    zh = "读音表 {path} 第 {line} 行有误：{reason}。每行格式：词<制表符>读音。"
    en = "Lexicon {path}, line {line}: {reason}. Each line is: word<tab>reading."


class EngineError(SpeechError):
    """This engine cannot speak this now. ``engine`` is its name, ``reason`` what happened, ``remedy`` what to do."""

    code = "speech.engine"
    zh = "语音引擎 {engine} 无法合成：{reason}。{remedy}"
    en = "The voice engine {engine} cannot speak: {reason}. {remedy}"


class EngineMissing(EngineError):
    code = "speech.engine.missing"


class EngineTooSlow(EngineError):
    code = "speech.engine.slow"
    zh = "语音引擎 {engine} 在 {seconds} 秒内没有完成。{remedy}"
    en = "The voice engine {engine} did not finish within {seconds} s. {remedy}"
    retry = True


class NoVoice(EngineError):
    code = "speech.engine.voice"
    zh = "语音引擎 {engine} 没有语言 {language} 的声音。请选用其他引擎，或提交真人录音。"
    en = "The voice engine {engine} has no voice for the language {language}. Use another one, or hand in a recording."


class NobodySpoke(SpeechError):
    code = "speech.chain"
    zh = "没有任何语音引擎能合成这条通知：{reasons}"
    en = "No voice engine could speak this notice: {reasons}"
    retry = True


class MasteringError(SpeechError):
    code = "speech.mastering"
    zh = "无法制成通知音频：{reason}。"
    en = "No notice can be made of this sound: {reason}."


class SilentSound(MasteringError):
    code = "speech.mastering.silent"
    zh = "合成结果没有声音。请换用其他引擎或声音。"
    en = "The sound is silent. Use another engine or voice."


class NoticeTooLong(MasteringError):
    code = "speech.mastering.too_long"
    zh = "通知长 {seconds} 秒，超过上限 {limit} 秒。请缩短文本。"
    en = "The notice is {seconds} s long, more than the {limit} s allowed. Shorten its text."


class TooPeaky(MasteringError):
    code = "speech.mastering.peak"
    zh = "调整到 -26 dBov 后峰值为 {peak} dBov，会失真。请换用其他声音或重新录音。"
    en = "At -26 dBov its peak is {peak} dBov and would be clipped. Use another voice or record it again."


class OffLevel(MasteringError):
    code = "speech.mastering.level"
    zh = "编码后的音量为 {dbov} dBov，与 -26 dBov 相差超过 {bound} dB。请换用其他声音或重新录音。"
    en = "Coded, its level is {dbov} dBov, more than {bound} dB from -26. Use another voice or record it again."


class OutOfBounds(MasteringError):
    code = "speech.mastering.bounds"
    zh = "成品超出范围，未予保存：{reason}。请换用其他声音或重新录音。"
    en = "The finished notice is out of bounds and was not kept: {reason}. Use another voice or record it again."


class BadRecording(SpeechError):
    """An uploaded recording. ``reason`` is what is wrong with it, ``remedy`` what to do."""

    code = "speech.recording"
    zh = "{field}：录音不可用：{reason}。{remedy}"
    en = "{field}: this recording cannot be used: {reason}. {remedy}"


class PromptError(SpeechError):
    code = "speech.prompt"
    zh = "提示音 {key} 有误：{reason}"
    en = "Prompt {key}: {reason}"


class NoPrompt(PromptError):
    code = "speech.prompt.missing"
    zh = "没有提示音 {key}。请运行 “ivr prompts build”。"
    en = "There is no prompt {key}. Run `ivr prompts build`."


class DamagedPrompt(PromptError):
    code = "speech.prompt.damaged"
    zh = "提示音 {key} 已损坏：{file} 与构建时不同。请删除该提示音并重新运行 “ivr prompts build”。"
    en = "Prompt {key} is damaged: {file} is not what was built. Delete the prompt and run `ivr prompts build` again."


class NotHeard(SpeechError):
    code = "speech.recogniser"
    zh = "语音识别未能进行：{reason}。"
    en = "The recogniser could not listen: {reason}."
    retry = True


class InstallError(SpeechError):
    """``reason`` is what happened; ``remedy`` what to do about it."""

    code = "speech.install"
    zh = "语音模型未能安装：{reason}。{remedy}"
    en = "The voice model could not be set up: {reason}. {remedy}"
    retry = True
