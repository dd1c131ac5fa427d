"""Ties the domain's plain classes to their tables, once per process."""

from functools import cache

from sqlalchemy import Table
from sqlalchemy.orm import registry

from ivr.domain.account import Account
from ivr.domain.batch import Batch
from ivr.domain.certificate import Certificate
from ivr.domain.columns import ColumnMapping
from ivr.domain.court import Court, Notice
from ivr.domain.debt.debt import Debt
from ivr.domain.enrolment import Enrolment
from ivr.domain.line import LineReport
from ivr.domain.message import Message
from ivr.domain.objection import Objection
from ivr.domain.order import HolderProof, Order, Person
from ivr.domain.patience import Failures
from ivr.domain.payment import Obligation, Payment
from ivr.domain.proposal import Proposal
from ivr.domain.registration import Registration
from ivr.domain.session import Session
from ivr.domain.staff import Staff
from ivr.domain.statement import Problem, Statement
from ivr.domain.subscription import Delivery, Subscription
from ivr.domain.token import Token
from ivr.domain.wording import WordingVersion
from ivr.store import tables

KEPT: dict[type, Table] = {
    Court: tables.courts,
    Notice: tables.notices,
    WordingVersion: tables.wordings,
    Staff: tables.staff,
    Token: tables.tokens,
    Account: tables.accounts,
    Session: tables.sessions,
    Failures: tables.failures,
    Person: tables.persons,
    Order: tables.orders,
    HolderProof: tables.numbers,
    Debt: tables.debts,
    Obligation: tables.obligations,
    Enrolment: tables.enrolments,
    Payment: tables.payments,
    Proposal: tables.proposals,
    Message: tables.messages,
    Certificate: tables.certificates,
    Batch: tables.batches,
    LineReport: tables.line_reports,
    Objection: tables.objections,
    Registration: tables.registrations,
    Subscription: tables.subscriptions,
    Delivery: tables.deliveries,
    Statement: tables.statements,
    Problem: tables.statement_problems,
    ColumnMapping: tables.column_mappings,
}


@cache
def map_domain() -> None:
    """Idempotent: a second call does nothing."""
    mapper = registry(metadata=tables.metadata)
    for kept, table in KEPT.items():
        mapper.map_imperatively(kept, table)
