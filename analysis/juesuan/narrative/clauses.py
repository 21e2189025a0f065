"""The grammar of the prose: one pass over a passage's tokens says what each figure states."""

from __future__ import annotations

from msgspec.structs import replace

from juesuan.catalogue import wording
from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.strict import shared
from juesuan.catalogue.terms import DIGITS, STATED
from juesuan.narrative.around import (
    follows,
    goes_on,
    is_other_side,
    opens_sentence,
    side_compared,
    states_anew,
    states_item,
)
from juesuan.narrative.balances import is_of_part
from juesuan.narrative.bases import Bases
from juesuan.narrative.carried import OF_THIS_YEAR, carried
from juesuan.narrative.claim import Claim, Path
from juesuan.narrative.marks import Token, tokens
from juesuan.narrative.meanings import Meaning, meaning
from juesuan.narrative.nouns import each_of, noun, of_heading, unquoted_name
from juesuan.narrative.pairs import pairs, side_of
from juesuan.narrative.prose import Passage
from juesuan.narrative.quantities import Quantity, money_of_nothing, said
from juesuan.narrative.sentence import NOTHING, Left, Reasons, Sentence
from juesuan.narrative.subjects import of_count, of_figure

# Marks that say what a figure is: the purpose in front of them has ended.
_PREDICATES = frozenset(
    ("completion", "planned", "actual", "share", "compared", "more", "less", "equal", "change")
)
# What has been said to move calls for a reason.
_MOVING = frozenset(("change", "growth", "multiple", "completion_rate", "comparison"))
# What is told of two subjects at once: 各减少1万元、2万元, 分别占60%、40%.
_PAIRED = _MOVING | {"share"}
# What is said of all of an income or expenditure.
_OF_WHOLE = frozenset(("completion", "planned", "compared", "change"))
# Behind these a name may stand alone.
_IN_FRONT_OF_NAMES = ("stop", "ordinal", "coded")
# What ends a sentence or a statement.
_ENDS = ("。", ";")
# The signs around a figure that are its clause, at most.
_CLAUSE = 80
_NEAR = 24


class Clauses:
    """The clauses of a passage; `before` is what the passage before it left open."""

    def __init__(
        self,
        passage: Passage,
        organization: str = "",
        before: Left = NOTHING,
    ) -> None:
        self.passage, self.organization, self.path = passage, organization, before.path
        self.claims: list[Claim] = []
        named = next((name for name in reversed(before.path or ()) if name), before.subject)
        self._now = Sentence(subject=named)
        self._brackets: list[Sentence] = []
        self._code: str | None = None
        self._own_path = self._naming = self._has_figures = False
        self._bases = Bases(passage.text)
        self._recent: list[str] = []
        self._items: set[str] = set()
        self._moving: int | None = None
        self._stated: int | None = None
        self._standing: int | None = None
        self._reason_from: int | None = None
        self._tokens = tokens(passage)
        self._pairs = pairs(passage.text, self._tokens)
        self._at = self._begin = 0
        opens_item = bool(self._tokens) and self._tokens[0].opens_item
        goes_on = opens_item and not states_item(self._tokens)
        self.reasons = before.reasons if goes_on else None
        if self.reasons:
            self._now = replace(self._now, role="reason", compared=self.reasons.compared)
        self._words = self._leading = ""
        self._told: Meaning | None = None
        self._headed: str | None = None
        self._both: str | None = None
        self._previous: Token | None = None
        for number, token in enumerate(self._tokens):
            self._number = number
            self._read(token)
        if self._reason_from is not None:
            self._list(len(passage.text))
            self._explain(len(passage.text))

    @property
    def left(self) -> Left:
        """What it leaves open to the next passage; a subject where no sentence ends."""
        ends = self.passage.text[-1:] != _ENDS[-1]
        return Left(self.path, self.reasons, None if ends else self._now.subject)

    def _read(self, token: Token) -> None:
        """The rule of the token's kind, behind what the words in front of it name."""
        self._words = self.passage.text[self._at : max(self._at, token.start)]
        if self._words:
            self._name(token)
        getattr(self, f"_{token.kind}")(token)
        self._previous, self._at = token, max(self._at, token.end)
        if self._reason_from is not None and self._now.role != "reason":
            self._explain(token.start)

    # --- where clauses begin and end ---

    def _stop(self, token: Token) -> None:
        now = self._now
        self._begin = token.end
        if token.words in "。!?":
            self._now, self._recent = now.next_sentence(), []
            self._bases.standing.clear()
            if self._previous and self._previous.kind == "ordinal" and now.noun:
                # 5、一般公共服务支出。: a title of its own
                self._now, self.path = Sentence(subject=now.noun), None
        elif token.words == ";":
            ends = now.role == "purpose" or (
                now.role == "reason" and not goes_on(self._tokens, self._number, self._items)
            )
            role, about = (None, None) if ends else (now.role, now.about)
            self._now = replace(now.next_clause(pending=False), role=role, about=about, year=None)
            self._now = replace(self._now, before=False, fresh=True)
        elif now.role is None:
            self._now = now.next_clause()
            if token.words == ":" and now.noun and self._is_name_alone(now.noun):
                self._now = replace(self._now, subject=now.noun)
        else:
            self._now = replace(now.next_clause(pending=False), about=now.noun or now.about)
            if now.role == "purpose" and self._follows("year", "figure", *_PREDICATES):
                listed = now.noun if grammar().subjects.listed.fullmatch(now.noun or "") else None
                self._now = replace(self._now, role=None, about=None, pending=listed)

    def _is_name_alone(self, name: str) -> bool:
        """Nothing but a name stands in front of the colon: - 行政运行：年初预算850万元."""
        before = self._previous.kind if self._previous else "stop"
        leads = grammar().subjects.leads.search(name)
        return before in _IN_FRONT_OF_NAMES and not leads

    def _follows(self, *kinds: str) -> bool:
        return follows(self.passage.text, self._tokens, self._number, kinds)

    def _open(self, token: Token) -> None:
        self._begin = token.end
        self._brackets.append(self._now)
        named = self._now.noun or self._now.subject
        self._now = replace(self._now, subject=named, thing=None, pending=None)
        if not self._follows("figure"):
            self._now = replace(self._now, noun=None, whole=named)

    def _close(self, token: Token) -> None:
        self._begin = token.end
        if self._brackets:
            self._now = self._brackets.pop()

    def _ordinal(self, token: Token) -> None:
        self._begin = token.end
        # 1.…，主要原因是：1.…；2.…: those of the reasons are no items
        self._items = set() if self._now.role == "reason" else {token.numbering}
        if self._now.role is None:
            self._now = self._now.next_clause(pending=False)
            if opens_sentence(self._tokens, self._number):
                self._now = replace(self._now, whole=None)

    def _parts(self, token: Token) -> None:
        self._begin = token.end
        now = self._now
        whole = now.whole or now.subject or now.noun
        following = replace(now.next_clause(pending=False), role=None, about=None, whole=whole)
        last = self.claims[-1] if self.claims else None
        planned = last is not None and last.kind == "amount" and last.measure == STATED[0]
        self._now = replace(following, planned=planned)

    def _reason(self, token: Token) -> None:
        self._leading = self.passage.text[self._begin : token.end]
        self._begin = token.end
        now = self._now.next_clause(pending=False)
        self._now = replace(now, role="reason", about=None)
        self._reason_from = token.end

    @property
    def _explained(self) -> int | None:
        """The claim that a reason explains: what moved last, else the figure before it."""
        return self._stated if self._moving is None else self._moving

    def _explains(self) -> tuple[str | None, str | None]:
        """The subject of what a reason explains, and what that is measured against."""
        if (at := self._explained) is None:
            return (self.reasons.explains, None) if self.reasons else (None, None)
        claim = self.claims[at]
        return claim.subject, claim.compared or self._bases.kinds.get(claim.subject)

    def _list(self, end: int) -> None:
        """A passage that ends with the words of a reason: the reasons are listed below it."""
        if self._reason_from == end:
            words = self._leading.partition(shared().reason)[0]
            self.reasons = Reasons(self._explains()[0] or words or None, self._now.compared)

    def _explain(self, end: int) -> None:
        """A reason has ended: it belongs to what moved last, else to the figure before it."""
        start, self._reason_from = self._reason_from or 0, None
        at = self._explained
        # 主要原因如下: leads to a list below, 主要原因是。 to nothing.
        empty = self._has_figures and self.passage.text[start : start + 1] in _ENDS
        if at is not None and start < len(self.passage.text) and (start < end or empty):
            self.claims[at] = replace(self.claims[at], reason=(start, max(start, end)))

    def _aside(self, token: Token) -> None:
        self._begin = token.end
        named = self._now.subject if self._now.role else self._now.noun or self._now.subject
        now = self._now.next_clause(pending=False)
        self._now = replace(now, role="purpose", about=None, subject=named)

    def _mainly(self, token: Token) -> None:
        """主要是: a reason where something has moved, else a list of parts."""
        last = self.claims[-1] if self.claims else None
        if self._now.role != "reason":
            (self._reason if last and last.kind in _MOVING else self._parts)(token)

    # --- names ---

    def _is_side(self, words: str, token: Token) -> bool:
        """收入 and 支出 are names behind a year, where no other is, and beside the other one.

        Behind a semicolon they begin a statement: …；支出完成年初预算的105.63%.
        """
        before, now = self._previous, self._now
        dated = before is not None and before.kind in ("year", "last_year") and not self._own_path
        anew = before is not None and before.words == _ENDS[-1] and token.kind in _OF_WHOLE
        alone = now.subject in (None, *grammar().subjects.sides) and not now.thing
        return dated or anew or alone or is_other_side(now.subject, words)

    def _name(self, token: Token) -> None:
        """What the words in front of a token name."""
        words = self._words
        # behind a code even the organization's name is an item's: 2012604档案馆
        found = noun(words, "" if self._naming else self.organization)
        side = words.removeprefix(self.organization)
        if not found and side in grammar().subjects.sides and self._is_side(side, token):
            found = side
        if found and grammar().subjects.again.fullmatch(found):
            known = self._now.pending or self._now.subject
            found = None if self._now.pending else self._project() or (None if known else found)
        if found:
            self._now = replace(self._now, noun=found)

    def _project(self) -> str | None:
        """The project whose evaluation the headings say that this is."""
        heading = performance_wording().chapters.heading
        found = (heading.match(words) for words in reversed(self.passage.headings))
        return next((match["name"] for match in found if match), None)

    def _level(self, token: Token) -> None:
        """A 类, 款 or 项: those that follow at once are one path."""
        if self._now.role == "reason":
            self._now = replace(self._now, noun=unquoted_name(token.words))
            return
        coded, level = token.group("code") or token.group("inner"), token.group("level")
        at = lexicon().levels.index(level) if level else len(coded or "") // 2 - 1
        name = unquoted_name(token.group("name") or "")
        above = self.path if self.path and self._own_path else ("", "", "")
        path = (*above[:at], name, "", "")
        code = self._code_within(coded or token.group("digits"), at)
        words = self.passage.text[token.begins("name") : token.end]
        self._speak_of((path[0], path[1], path[2]), name if at else words, code)

    def _code_within(self, digits: str | None, at: int) -> str | None:
        """The code that digits in the mark tell: (205类), and (02款) below it."""
        size = tuple(DIGITS.values())[at]
        above = self._code or "" if at else ""
        return next(
            (code for code in (digits, above + (digits or "")) if code and len(code) == size), None
        )

    def _path(self, token: Token) -> None:
        names = [token.group(each) or "" for each in DIGITS]
        self._speak_of((names[0], names[1], names[2]), names[2], None)

    def _coded(self, token: Token) -> None:
        code, named = token.group("code"), self._now.noun
        if self._previous is not None and self._previous.kind in ("level", "path"):
            self._code = code
        elif named and self.passage.text[token.end : token.end + 1] in _ENDS:
            self._speak_of(("", "", named), named, code)
        else:
            self._speak_of(("", "", ""), None, code)

    def _speak_of(self, path: Path, subject: str | None, code: str | None) -> None:
        self.path, self._own_path, self._code = path, True, code
        self._naming = subject is None
        role = self._now.role if self._now.role == "purpose" else None
        self._now = Sentence(subject=subject, role=role, about=subject, fresh=False)

    def _year(self, token: Token) -> None:
        if self._now.role is None:
            money = grammar().subjects.money.search(self._now.noun or "")
            now = self._now.next_clause(pending=bool(money))
            self._now = replace(now, year=int(token.group("year") or 0), before=False)

    def _last_year(self, token: Token) -> None:
        if self._now.role is None:
            known = grammar().figures
            # 办公费是上年的2倍: what it is of stays
            whole = self.passage.text.startswith(known.relative, token.end)
            now = self._now if whole else self._now.next_clause()
            self._now = replace(now, before=True, compared=known.last_year)

    # --- marks of a figure ---

    def _compared(self, token: Token) -> None:
        known, year = grammar().figures, token.group("year") or token.group("since")
        against = self._budget_of(token) or (known.year.format(year) if year else known.last_year)
        goes_on = self._now.role == "reason" and not states_anew(
            self._now, self._tokens, self._number, against
        )
        role = self._now.role if goes_on else None
        told_last = [self._now.whole, self._now.subject] == self._recent[-2:]
        passing = grammar().subjects.passing.search(self._now.subject or "")
        if told_last and passing and not self._is_of_balance():
            self._now = replace(self._now, subject=self._now.whole)
        if self._now.noun is None and (side := side_compared(token, self._now.subject)):
            self._now = replace(self._now, noun=side)
        # 与上年相比 is complete, 比上年 may be followed by the figure of that year
        comparing = None if token.group("told") else token
        since = self._year_in(token.start, token.end)
        self._now = replace(self._now, compared=against, since=since)
        self._now = replace(self._now, comparing=comparing, role=role)

    def _is_of_balance(self) -> bool:
        """Whether the growth that follows is that of the balance told in passing."""
        whole, balance = (claim.quantity for claim in self.claims[-2:])
        return is_of_part(whole, balance, self._tokens, self._number)

    def _year_in(self, start: int, stop: int) -> str | None:
        """The year that is named last in a part of the passage."""
        named = wording().document.year.findall(self.passage.text, start, stop)
        return str(named[-1]) if named else None

    def _budget_of(self, token: Token) -> str | None:
        return grammar().figures.budget(token.group("budget"))

    def _predicate(self, _: Token) -> None:
        if self._now.role == "purpose" and self._now.noun is None:
            self._now = replace(self._now, role=None, about=None)

    _planned = _completion = _share = _rate_of_difference = _difference = _predicate

    def _actual(self, token: Token) -> None:
        """支出决算数 is the actual of what was named; behind 收入 it is a name."""
        side = token.group("side")
        if side and self._now.noun is None and is_other_side(self._now.subject, side):
            self._now = replace(self._now, noun=side)
        last = self.claims[-1] if self.claims else None
        planned = last and last.measure == "budget"
        if self._now.whole and not self._now.noun and not planned and token.group("really"):
            self._now = replace(self._now, subject=self._now.whole)
        self._predicate(token)

    def _change(self, token: Token) -> None:
        now = self._now
        about = (now.noun or now.about) if now.role == "reason" else now.about
        self._now = replace(now, moved=token, comparing=None, about=about)

    def _more(self, token: Token) -> None:
        """大于预算数 and 小于预算数, of a figure behind them or without one."""
        self._now = replace(self._now, compared=self._budget_of(token))
        following = self._tokens[self._number + 1 : self._number + 2]
        if not any(each.kind == "figure" and self._touches(token, each) for each in following):
            self._state(said(token.start, token.end), Meaning("comparison", token.direction))

    _less = _equal = _more

    def _level_with(self, token: Token) -> None:
        self._state(said(token.start, token.end), Meaning("comparison", token.direction))

    def _agrees(self, token: Token) -> None:
        if not self._words and self._previous and self._previous.kind == "compared":
            self._level_with(token)

    def _absent(self, token: Token) -> None:
        named = token.group("absent")
        start = token.begins("absent") if named else token.start
        if named:
            self._now = replace(self._now, noun=noun(named, self.organization))
        self._state(said(start, token.end), Meaning("absence"))

    def _touches(self, mark: Token, figure: Token) -> bool:
        between = self.passage.text[mark.end : max(mark.end, figure.start)]
        return bool(grammar().figures.filler.fullmatch(between))

    # --- figures ---

    def _figure(self, token: Token) -> None:
        quantity = token.quantity
        if quantity is None:
            return
        near = self._previous
        if self._pairs.get(self._number) and self._told and self._told.kind in _PAIRED:
            self._state(quantity, self._told)
            return
        if near and near.kind == "figure" and not grammar().figures.also.match(self._words):
            self._now = replace(self._now, moved=None)
        touching = near if near and (near.kind == "figure" or self._touches(near, token)) else None
        if touching and touching.kind == "change":
            self._now = replace(self._now, moved=None)
        self._state(quantity, meaning(quantity, touching, self._words, self._now))
        self._begin = token.start

    def _state(self, quantity: Quantity, meant: Meaning) -> None:
        """One more claim, and what it leaves to the figures behind it."""
        now, self._told = self._now, meant
        quantity = money_of_nothing(quantity) if meant.kind == "amount" else quantity
        if meant.kind == "none":
            self._now = now.next_clause(pending=False)
            return
        subject = meant.subject or self._subject(quantity, meant)
        if self._naming and subject:
            self.path, self._naming = ("", "", subject), False
        if self._number in self._pairs:
            which = self._pairs[self._number]
            goes_on = which or (now.noun is None and subject == side_of(self._both, 1))
            self._both = self._both if goes_on else subject
            named = each_of(self.passage.text[self._begin : quantity.start]) or which
            named = named or meant.kind == "share"
            subject = side_of(self._both, which, self._recent if named else ())
        if subject is None:
            subject = self._headed = self._heading()
        measured = now.subject if meant.subject else subject
        against = self._bases.against(meant, measured, now.compared)
        explains, anew = self._explains() if now.role == "reason" else (None, None)
        if meant.kind in _MOVING:
            against = against or anew
        claim = Claim(
            passage=self.passage,
            quantity=quantity,
            kind=meant.kind,
            subject=subject,
            direction=meant.direction,
            measure=meant.measure,
            path=self.path,
            code=self._code,
            role=now.role or meant.role,
            compared=against,
            base=self._bases.base(meant, quantity, measured, against, now.since),
            explains=explains,
            year=now.year,
            before=(now.before and meant.kind not in OF_THIS_YEAR) or meant.role == "base",
            of_heading=subject is not None and subject == self._headed,
            clause=(max(self._begin, quantity.start - _CLAUSE), quantity.end),
        )
        if self._standing is not None and now.noun and meant.kind in _MOVING:
            # 与2020年的10万元相比，收、支总计各增加1万元: both are of what is named
            self.claims[self._standing] = replace(self.claims[self._standing], subject=subject)
        self._standing = None
        self.claims.append(claim)
        self._has_figures = self._has_figures or quantity.has_figure
        self._bases.keep(claim, meant)
        if grammar().figures.told.match(self.passage.text[quantity.end : quantity.end + _NEAR]):
            self._bases.standing[against or ""] = quantity
            self._standing = len(self.claims) - 1
        if now.role is None:
            self._stated = len(self.claims) - 1
            self._moving = self._stated if claim.kind in _MOVING else self._moving
        if claim.kind == "amount" and subject:
            self._recent.append(subject)
        self._now = carried(now, claim, meant)

    def _subject(self, quantity: Quantity, meant: Meaning) -> str | None:
        if quantity.kind == "count":
            behind = self.passage.text[quantity.end : quantity.end + _NEAR]
            found = of_count(quantity, self._now, behind)
        else:
            found = self._named_behind(quantity, meant)
            found = found or of_figure(meant, self._now, self._words, self._recent)
        return found

    def _heading(self) -> str | None:
        """What the innermost heading is about that says something of its own."""
        headings = map(of_heading, reversed(self.passage.paragraph.section))
        return next(filter(None, headings), None)

    def _named_behind(self, quantity: Quantity, meant: Meaning) -> str | None:
        """What a reason names behind its figure: 新增了20.5万元抗疫特别国债资金."""
        if self._now.role != "reason" or meant.kind != "change" or self._now.noun:
            return None
        following = self._tokens[self._number + 1 : self._number + 2]
        end = following[0].start if following else len(self.passage.text)
        return noun(self.passage.text[quantity.end : max(end, quantity.end)], self.organization)
