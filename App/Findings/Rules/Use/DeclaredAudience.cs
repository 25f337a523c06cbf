using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>Whether somebody was meant to read a table at an instant (product definitions, "Intended").</summary>
internal enum Meant
{
    /// <summary>Nobody declared an audience then, or its words cannot be resolved.</summary>
    NobodyKnows,
    No,

    /// <summary>By an access exception alone.</summary>
    ByException,
    Yes,
}

/// <summary>
/// Who was meant to read which table, over all time: declared audiences and access exceptions with the memberships of then. Where a bound is all that is known, the time
/// in which it may have held counts. For one thread.
/// </summary>
internal sealed class DeclaredAudience
{
    private const string Everyone = "everyone";

    private readonly MembershipTimes _memberships;
    private readonly ILookup<TableOrdinal, int> _about;
    private readonly Record[] _records;
    private readonly Dictionary<TableOrdinal, int> _classOf = [];
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Class, string Login), ImmutableArray<Time>> _times = [];

    public DeclaredAudience(RuleContext context, ImmutableArray<HeldFact<Membership>> memberships)
    {
        _records =
        [
            .. context.Records.IntendedAccess.Select(held => new Record(
                held.Value.Scope,
                held.Value.PrincipalOrRule,
                When(held),
                false
            )),
            .. context.Records.AccessExceptions.Select(held => new Record(
                held.Value.Scope,
                held.Value.Principal,
                When(held),
                true
            )),
        ];
        _memberships = new(
            memberships,
            _records.Select(record => NamedIn(record.Principal)).OfType<PrincipalId>().ToHashSet()
        );
        _about = _records
            .SelectMany((record, number) => context.Scopes.Of(record.Scope).Select(table => (table, number)))
            .ToLookup(pair => pair.table, pair => pair.number);
    }

    public Meant Of(TableOrdinal table, string login, DateTimeOffset at)
    {
        var (isDeclared, best) = (false, Meant.No);
        foreach (var time in TimesOf(table, login))
        {
            if (time.Declared.Holds(at))
            {
                isDeclared |= !time.IsException;
                if (time.Meant.IsDefault)
                {
                    return Meant.NobodyKnows;
                }

                if (time.Meant.Any(stretch => stretch.Holds(at)))
                {
                    best =
                        !time.IsException ? Meant.Yes
                        : best == Meant.No ? Meant.ByException
                        : best;
                }
            }
        }

        return isDeclared ? best : Meant.NobodyKnows;
    }

    /// <summary>Whether the login was in the declared audience without a break in <c>[from, to)</c>; exceptions left out.</summary>
    public bool IsMeantThroughout(TableOrdinal table, string login, DateTimeOffset from, DateTimeOffset to) =>
        HeldTimes.Cover(
            TimesOf(table, login)
                .Where(time => !time.IsException && !time.Meant.IsDefault)
                .SelectMany(time => time.Meant),
            new(from, to)
        );

    private ImmutableArray<Time> TimesOf(TableOrdinal table, string login)
    {
        if (!_classOf.TryGetValue(table, out var kind))
        {
            var key = string.Join(' ', _about[table]);
            if (!_classes.TryGetValue(key, out kind))
            {
                _classes.Add(key, kind = _classes.Count);
            }

            _classOf.Add(table, kind);
        }

        if (!_times.TryGetValue((kind, login), out var times))
        {
            times = [.. _about[table].Select(number => TimeOf(_records[number], PrincipalId.Login(login)))];
            _times.Add((kind, login), times);
        }

        return times;
    }

    private Time TimeOf(Record record, PrincipalId login)
    {
        // An exception that nobody can read widens nothing; an audience that nobody can read leaves everything open.
        return new(
            record.When,
            NamedIn(record.Principal) is { } who ? HeldTimes.And(Members(who, login), record.When)
                : record.IsException ? []
                : default,
            record.IsException
        );
    }

    /// <summary>Null where nobody can read it.</summary>
    private static PrincipalId? NamedIn(string text) =>
        text.Equals(Everyone, StringComparison.OrdinalIgnoreCase) || text == PrincipalId.Everyone.Name
            ? PrincipalId.Everyone
        : PrincipalId.TryParse(text, out var id) ? id
        : text.AsSpan().ContainsAny(':', '=', ' ') ? null
        : PrincipalId.Login(text);

    private ImmutableArray<Stretch> Members(PrincipalId named, PrincipalId login) =>
        named.Namespace == PrincipalNamespace.Login && named != login ? [] : _memberships.Of(login, named);

    private static Stretch When<T>(HeldFact<T> held) =>
        new(held.FromNotBefore ?? DateTimeOffset.MinValue, held.To ?? DateTimeOffset.MaxValue);

    private sealed record Record(string Scope, string Principal, Stretch When, bool IsException);

    /// <param name="Meant">When the login was meant by the record; default where its words cannot be resolved.</param>
    private sealed record Time(Stretch Declared, ImmutableArray<Stretch> Meant, bool IsException);
}
