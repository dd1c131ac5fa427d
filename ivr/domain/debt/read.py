"""Reads terms from JSON, as a clerk proposes them and as they are kept; what does not hold together is refused."""

from itertools import pairwise

from ivr.domain.debt.balance import NOTHING
from ivr.domain.debt.days import ONE_DAY
from ivr.domain.debt.doubled import counts
from ivr.domain.debt.fields import Fields, wrong
from ivr.domain.debt.judgment import Basis, Creditor, Due, Judgment, Late, Rate, Tranche
from ivr.domain.debt.part import BY_LAW, Part
from ivr.domain.debt.terms import Agreement, Limit, Stay, Terms, Waiver

LONGEST_NAME, LONGEST_GROUND = 60, 200


def read_terms(given: object) -> Terms:
    """Raises BadInput naming the place."""
    fields = Fields(given, "judgment", "stays", "waivers", "agreement", "limits")
    return Terms(
        read_judgment(fields.get("judgment")),
        tuple(map(read_stay, fields.listed("stays"))),
        tuple(map(read_waiver, fields.listed("waivers"))),
        read_agreement(fields.get("agreement")) if fields.has("agreement") else None,
        tuple(map(read_limit, fields.listed("limits"))),
    )


def read_judgment(given: object) -> Judgment:
    fixed = ("principal", "costs", "interest", "doubled")
    fields = Fields(given, *fixed, "rates", "late", "order", "creditors", "tranches")
    judgment = Judgment(
        **{name: fields.yuan_or_nothing(name) for name in fixed},
        rates=_rates(fields),
        late=_late(fields),
        order=_order(fields),
        creditors=_creditors(fields),
        tranches=_tranches(fields),
    )
    if judgment.fixed.left == 0:
        raise wrong("principal", "nothing is owed", "没有应付金额")
    _require_within(judgment)
    _require_of_principal(judgment)
    return judgment


def read_stay(given: object) -> Stay:
    fields = Fields(given, "first", "last", "asked_by_debtor", "ground")
    stay = Stay(
        fields.day("first"),
        fields.day_or_none("last"),
        fields.flag("asked_by_debtor"),
        fields.words("ground", LONGEST_GROUND),
    )
    if stay.last is not None and stay.last < stay.first:
        raise wrong("last", "it is before the first day", "早于首日")
    return stay


def read_waiver(given: object) -> Waiver:
    fields = Fields(given, "on", "part", "amount")
    amount = fields.yuan("amount") if fields.has("amount") else None
    return Waiver(fields.day("on"), Part(fields.one_of("part", list(Part))), amount)


def read_limit(given: object) -> Limit:
    fields = Fields(given, "obligation", "up_to")
    return Limit(fields.string("obligation"), fields.yuan("up_to"))


def read_agreement(given: object) -> Agreement:
    fields = Fields(given, "signed_on", "instalments", "settles", "ended_on")
    parts = tuple(Due(one.day("on"), one.yuan("amount")) for one in fields.objects("instalments", "on", "amount"))
    agreement = Agreement(fields.day("signed_on"), parts, fields.flag("settles"), fields.day_or_none("ended_on"))
    if not parts:
        raise wrong("instalments", "give at least one", "请至少填写一期")
    if any(one.on < agreement.signed_on for one in parts):
        raise wrong("instalments", "none can be due before the signing", "到期日不得早于签订日期")
    if agreement.ended_on is not None and agreement.ended_on < agreement.signed_on:
        raise wrong("ended_on", "it is before the signing", "早于签订日期")
    return agreement


def _rates(fields: Fields) -> tuple[Rate, ...]:
    rates = tuple(
        Rate(one.day("first"), one.day_or_none("last"), one.percent("percent"), _basis(one))
        for one in fields.objects("rates", "first", "last", "percent", "basis")
    )
    for n, one in enumerate(rates):
        if one.last is not None and one.last < one.first:
            raise wrong(fields.at(f"rates[{n}].last"), "it is before the first day", "早于首日")
    for n, (one, following) in enumerate(pairwise(rates), 1):
        if one.last is None or following.first <= one.last:
            reason = f"the rate before it must end on {following.first - ONE_DAY} or earlier"
            raise wrong(fields.at(f"rates[{n}].first"), reason, f"前一利率期间须于 {following.first - ONE_DAY} 前结束")
    return rates


def _tranches(fields: Fields) -> tuple[Tranche, ...]:
    found = tuple(Tranche(one.yuan("amount"), _rates(one)) for one in fields.objects("tranches", "amount", "rates"))
    for n, one in enumerate(found):
        if not one.rates:
            raise wrong(f"tranches[{n}].rates", "give at least one rate", "请至少填写一个利率")
    return found


def _require_of_principal(judgment: Judgment) -> None:
    if judgment.rates and judgment.tranches:
        raise wrong("tranches", "each has its own rates, so give none beside them", "分笔本金各有利率，请勿另填 rates")
    total = sum((one.amount for one in judgment.tranches), NOTHING)
    if total > judgment.principal:
        reason_zh = f"各笔合计 {total} 元，超过本金 {judgment.principal} 元"
        raise wrong("tranches", f"they add up to {total}, of {judgment.principal}", reason_zh)


def _basis(fields: Fields) -> Basis:
    return Basis(fields.one_of("basis", list(Basis))) if fields.has("basis") else Basis.DAYS_365


def _late(fields: Fields) -> Late | None:
    late = fields.object("late", "dues", "on_costs")
    if late is None:
        return None
    dues = tuple(
        Due(one.day("on"), one.yuan("amount") if one.has("amount") else None)
        for one in late.objects("dues", "on", "amount")
    )
    if not dues:
        raise wrong("late.dues", "give the last day for performance", "请填写履行期间的最后一日")
    if len(dues) > 1 and any(one.amount is None for one in dues):
        raise wrong("late.dues", "with several periods each needs its amount", "分期履行的，每期均须填写金额")
    if len({one.on for one in dues}) < len(dues):
        raise wrong("late.dues", "two have the same day: add them up", "同日的两期请合并")
    return Late(dues, late.flag("on_costs") if late.has("on_costs") else True)


def _require_within(judgment: Judgment) -> None:
    """More than there is cannot fall due."""
    if judgment.late is None:
        return
    total = counts(judgment.late, judgment.costs, judgment.principal)
    due = sum((one.amount or NOTHING for one in judgment.late.dues), NOTHING)
    if due > total:
        raise wrong("late.dues", f"they add up to {due}, of {total}", f"各期合计 {due} 元，超过 {total} 元")


def _order(fields: Fields) -> tuple[Part, ...]:
    order = tuple(fields.listed("order")) or BY_LAW
    if len(order) != len(Part) or set(map(str, order)) != set(Part):
        reason = f"name each once: {', '.join(Part)}"
        raise wrong("order", reason, f"请各填写一次：{'、'.join(Part)}")
    return tuple(map(Part, order))


def _creditors(fields: Fields) -> tuple[Creditor, ...]:
    found = tuple(
        Creditor(one.words("name", LONGEST_NAME), one.yuan("share"))
        for one in fields.objects("creditors", "name", "share")
    )
    if len({one.name for one in found}) < len(found):
        raise wrong("creditors", "each can stand there once", "债权人不得重复")
    return found
