"""An offer in words: what each option does, costs and when it arrives; all of it from the quote."""

from agent_service.conversation.change_words import goods_words
from agent_service.conversation.interpretation import Json
from agent_service.conversation.texts import Texts
from agent_service.conversation.wording import day, money, together


class OfferWords:
    """Words for the options of one quote on ``order``; their titles are the platform's."""

    def __init__(self, order: Json, texts: Texts) -> None:
        self._order, self._texts = order, texts

    def offered(self, quote: Json) -> Json:
        """For every option its title, its terms in full sentences and in a few words."""
        return {
            option["option_id"]: {
                "title": option["title"],
                "terms": self.terms(option),
                "short": self.short_terms(option),
            }
            for option in quote["options"]
        }

    def price(self, option: Json) -> str:
        """What it costs or gives back, fee by fee, and the new total."""
        total = money(option["order_after"]["totals"]["total"])
        kept = [fee for fee in option["fees"] if fee["code"] == "materials_committed"]
        delta = int(option["price_delta"]["amount"])
        if delta < 0:
            return self._texts.say("offer.refund", refund=money(option["refund"]), total=total)
        if delta == 0:
            return self._texts.say("offer.no_refund" if kept else "offer.same_price", total=total)
        return self._rise(option, total)

    def _rise(self, option: Json, total: str) -> str:
        delta, fees = option["price_delta"], option["fees"]
        goods = int(delta["amount"]) - sum(int(fee["amount"]["amount"]) for fee in fees)
        if not fees:
            return self._texts.say("offer.more", delta=money(delta), total=total)
        if len(fees) == 1 and goods == 0:
            label = _lower(fees[0]["label"])
            return self._texts.say("offer.more_with_fee", delta=money(delta), label=label, total=total)
        shares = [self._texts.say("offer.fee", label=_lower(fee["label"]), amount=money(fee["amount"])) for fee in fees]
        if goods > 0:
            amount = money({"amount": goods, "currency": delta["currency"]})
            shares.insert(0, self._texts.say("offer.goods", amount=amount))
        return self._texts.say("offer.more_with_fees", delta=money(delta), fees=together(shares), total=total)

    def date(self, option: Json) -> str:
        """When it arrives; empty for a cancellation."""
        if option["order_after"]["status"] == "CANCELLED":
            return ""
        arrives = day(option["new_delivery_date"])
        if option["days_added"]:
            return self._texts.say("offer.later", number=option["days_added"], date=arrives)
        same = option["new_delivery_date"] == self._order["delivery_date"]
        return self._texts.say("offer.same_date" if same else "offer.new_date", date=arrives)

    def produced(self, option: Json) -> list[str]:
        """What is already printed of the lines that the option touches (``domain.md``, production progress)."""
        touched = {change.get("line_id") for change in option["changes"]}
        return [
            self._texts.say(
                "offer.produced", number=line["pieces_produced"], of=line["quantity"], goods=goods_words(line)
            )
            for line in self._order["lines"]
            if line["line_id"] in touched and line["pieces_produced"]
        ]

    def review(self, option: Json) -> str:
        """That a human has to agree, where one has to."""
        if not option["needs_review"]:
            return ""
        return self._texts.say("offer.needs_review", refund=money(option["refund"]))

    def terms(self, option: Json) -> str:
        """Price, date, production and review in full sentences."""
        sentences = [self.price(option), self.date(option), *self.produced(option), self.review(option)]
        return " ".join(sentence for sentence in sentences if sentence)

    def short_terms(self, option: Json) -> str:
        """Price and date in a few words, for one line of a list."""
        delta = int(option["price_delta"]["amount"])
        key = "offer.short.refund" if delta < 0 else "offer.short.more" if delta else "offer.short.same"
        price = self._texts.say(key, amount=money(option["price_delta"]))
        if option["order_after"]["status"] == "CANCELLED":
            return price
        return self._texts.say("offer.short", price=price, date=day(option["new_delivery_date"]))


def _lower(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]
