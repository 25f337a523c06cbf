using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>Puts changed facts into words, with who changed them; people as pseudonyms.</summary>
internal sealed class DriftFacts
{
    private const int MostItems = 4;

    private readonly EstateView _before;
    private readonly EstateView _after;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private readonly ILookup<(string Target, DateTimeOffset At), ChangeEvent> _events;
    private readonly List<DriftFact> _facts = [];

    public DriftFacts(EstateView before, EstateView after, IEnumerable<ChangeEvent> events)
    {
        (_before, _after, _from, _to) = (before, after, before.Stamp.At, after.Stamp.At);
        _events = events.ToLookup(told =>
            (told.Target, DateTimeOffset.FromUnixTimeMilliseconds(told.At.ToUnixTimeMilliseconds()))
        );
    }

    /// <summary>By kind, subject, and the instant.</summary>
    public ImmutableArray<DriftFact> Of(ChangedFacts changed)
    {
        Add(changed.Principals, "account", one => Name(one.Id), one => one.Id.ToString(), Account);
        Add(changed.Roles, "role", one => Name(one.Id), one => one.Id.ToString(), _ => null);
        foreach (var edges in new[] { changed.Memberships, changed.RoleMemberships })
        {
            Add(
                edges,
                one => one.IsNesting ? "nesting" : "membership",
                one => $"{Name(one.Member)} in {Name(one.Container)}",
                one => one.Container.ToString(),
                _ => null,
                (told, one) => (told.Before ?? told.After) == one.Member.ToString()
            );
        }

        Add(changed.Databases, "owner", one => one.Name, one => "db:" + one.Name, one => Owner(one.Creator));
        Add(changed.Tables, "table", one => one.Name.ToString(), one => "table:" + one.Name, Table);
        Add(
            changed.Policies,
            _ => "policy",
            one => Masked(one.Name),
            one => string.Create(CultureInfo.InvariantCulture, $"policy:{one.Id}"),
            Policy
        );
        Add(changed.Zones, "zone", one => Masked(one.Name), one => "zone:" + one.Name, one => Resources(one.Resources));
        Add(changed.Services, "service", one => one.Name, one => "service:" + one.Name, Service);
        Add(
            changed.HiveGrants,
            "grant",
            one => $"{one.Privilege} on {Place(one)} to {Name(one.Principal)}",
            one => Place(one),
            _ => null
        );
        Add(
            changed.Classifications,
            _ => "tag",
            one => $"{one.Class} on {one.Resource}",
            Target,
            _ => null,
            (told, one) => told.Before == "tag:" + one.Class || told.After == "tag:" + one.Class
        );
        Add(changed.Paths, "path", one => one.Path, one => "path:" + one.Path, one => Path(one.Access));
        Add(
            changed.DataOwners,
            "data owner",
            one => $"{Name(PrincipalId.Login(one.Identity))} for {Masked(one.Scope)}",
            one => one.Scope,
            one => one.Team
        );
        return
        [
            .. _facts
                .OrderBy(fact => fact.Kind, StringComparer.Ordinal)
                .ThenBy(fact => fact.Subject, StringComparer.Ordinal)
                .ThenBy(fact => fact.LastAt),
        ];
    }

    private void Add<T>(
        ImmutableArray<ChangedFact<T>> changed,
        string kind,
        Func<T, string> subject,
        Func<T, string> target,
        Func<T, string?> text
    ) => Add(changed, _ => kind, subject, target, text);

    /// <param name="text">What of the fact decides; two that say the same are the same.</param>
    /// <param name="concerns">Whether an event of the fact's target is about this very fact.</param>
    private void Add<T>(
        ImmutableArray<ChangedFact<T>> changed,
        Func<T, string> kind,
        Func<T, string> subject,
        Func<T, string> target,
        Func<T, string?> text,
        Func<ChangeEvent, T, bool>? concerns = null
    )
    {
        foreach (var fact in changed)
        {
            var (was, will) = (fact.At(_from), fact.At(_to));
            // Versions that say the same are one: statistics come and go without anybody's doing.
            var held = Joined(fact.Held, text);
            var (before, after) = (was is null ? null : text(was.Value), will is null ? null : text(will.Value));
            DriftKind? drift = (was, will) switch
            {
                (null, null) => DriftKind.CameAndWent,
                (null, _) => DriftKind.Added,
                (_, null) => DriftKind.Removed,
                _ when before != after => DriftKind.Changed,
                _ => held.Count > 1 ? DriftKind.WentAndCame : null,
            };
            if (drift is not { } found)
            {
                continue;
            }

            // What came and went between is told for itself: it may have been worse than either end.
            foreach (var one in held.SkipLast(1).Where(one => one.From > _from && one.To <= _to))
            {
                Add(one);
            }

            var last = held[^1];
            var began = last.From > _from ? new DriftInstant(last.FromNotBefore, last.From) : null;
            var ended =
                found is DriftKind.Added or DriftKind.Changed ? null
                : held.LastOrDefault(one => one.To is { } to && to <= _to) is { To: { } end } ending
                    ? new DriftInstant(ending.ToNotBefore, end)
                : null;
            var told = Told(target(last.Value), last.Value, concerns, began?.At, ended?.At);
            _facts.Add(
                new(
                    found,
                    kind(last.Value),
                    subject(last.Value),
                    before,
                    after ?? (found == DriftKind.CameAndWent ? text(last.Value) : null),
                    began,
                    ended,
                    told?.Actor is { } actor ? _after.LabelOfLogin(actor, null).Reference : null,
                    told?.Ticket is { } ticket ? Masked(ticket) : null
                )
            );
        }

        void Add(HeldFact<T> one)
        {
            var (began, ended) = (
                new DriftInstant(one.FromNotBefore, one.From),
                new DriftInstant(one.ToNotBefore, one.To!.Value)
            );
            var told = Told(target(one.Value), one.Value, concerns, began.At, ended.At);
            _facts.Add(
                new(
                    DriftKind.CameAndWent,
                    kind(one.Value),
                    subject(one.Value),
                    null,
                    text(one.Value),
                    began,
                    ended,
                    told?.Actor is { } actor ? _after.LabelOfLogin(actor, null).Reference : null,
                    told?.Ticket is { } ticket ? Masked(ticket) : null
                )
            );
        }
    }

    private static List<HeldFact<T>> Joined<T>(ImmutableArray<HeldFact<T>> held, Func<T, string?> text)
    {
        var joined = new List<HeldFact<T>>(held.Length);
        foreach (var one in held)
        {
            if (
                joined.Count > 0
                && joined[^1] is var last
                && last.To == one.From
                && text(last.Value) == text(one.Value)
            )
            {
                joined[^1] = last with { Value = one.Value, To = one.To, ToNotBefore = one.ToNotBefore };
            }
            else
            {
                joined.Add(one);
            }
        }

        return joined;
    }

    private ChangeEvent? Told<T>(
        string target,
        T fact,
        Func<ChangeEvent, T, bool>? concerns,
        params ReadOnlySpan<DateTimeOffset?> instants
    )
    {
        foreach (var instant in instants)
        {
            if (
                instant is { } at
                && _events[(target, at)].FirstOrDefault(told => concerns?.Invoke(told, fact) != false) is { } found
            )
            {
                return found;
            }
        }

        return null;
    }

    private string Name(PrincipalId id) =>
        id.Namespace == PrincipalNamespace.Login
            ? (_after.Find(id) is null && _before.Find(id) is not null ? _before : _after)
                .LabelOfLogin(id.Name, null)
                .Reference
            : $"{(id.Namespace == PrincipalNamespace.Group ? "group" : "role")} {(id.IsEveryone ? "everyone (public)" : Masked(id.Name))}";

    private string Masked(string text) => _before.Names.Text(_after.Names.Text(text));

    private string? Owner(string? login) => login is null ? "no owner" : $"owner {Name(PrincipalId.Login(login))}";

    private string Account(Principal account)
    {
        var person = account.Person;
        string?[] parts =
        [
            account.IsEnabled ? "enabled" : "disabled",
            person?.Department,
            person?.Team is { } team ? $"team {team}" : null,
            person?.Level,
            person?.Region,
            person?.EmploymentType,
            person is { Status: not EmploymentStatus.Unknown } ? person.Status.ToString() : null,
            person?.ManagerLogin is { } manager ? $"manager {Name(PrincipalId.Login(manager))}" : null,
        ];
        return Masked(string.Join(", ", parts.OfType<string>()));
    }

    private string Table(TableResource table) =>
        string.Join(
            ", ",
            new[]
            {
                table.Kind.ToString().ToLowerInvariant(),
                Owner(table.Creator),
                table.Location is { } location ? Masked(location) : null,
                table.Columns.IsEmpty
                    ? "columns unknown"
                    : "columns " + string.Join(' ', table.Columns.Select(column => $"{column.Name}:{column.Type}")),
            }.OfType<string>()
        );

    private string Policy(Policy policy)
    {
        var lists = Enum.GetValues<PolicyItemList>()
            .SelectMany(list => policy.Items(list).Select(item => $"{list}: {Item(item)}"))
            .Concat(policy.MaskOrFilterItems.Select(item => $"{policy.Type}: {Item(item)}"))
            .ToArray();
        var shown = string.Join("; ", lists.Take(MostItems));
        var more = lists.Length > MostItems ? $"; and {lists.Length - MostItems} items more" : "";
        return $"version {policy.Version?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}{(policy.IsEnabled ? "" : ", disabled")}{(policy.Priority > 0 ? ", override" : "")}: {PolicyItems.ResourceText(policy)}; {shown}{more}";
    }

    private string Item(PolicyItem item) =>
        string.Join(
            ' ',
            item.Users.Select(user => user is "{USER}" or "{OWNER}" ? user : Name(PrincipalId.Login(user)))
                .Concat(item.Groups.Select(group => Name(PrincipalId.Group(group))))
                .Concat(item.Roles.Select(role => Name(PrincipalId.Role(role))))
                .Append(string.Join('+', item.Accesses.Where(access => access.IsAllowed).Select(access => access.Type)))
                .Append(item.Mask?.Type ?? "")
                .Append(item.RowFilter is null ? "" : "rows filtered")
                .Where(part => part.Length > 0)
        );

    private static string Resources(ImmutableArray<PolicyResource> resources) =>
        string.Join("; ", resources.Select(ResourceTexts.Of));

    private string Service(AccessService service) =>
        $"decided by {service.Authorizer}; {service.SuperUsers.Length} super users, {service.SuperGroups.Length} super groups";

    private string Path(PathAccess access) =>
        string.Join(
            ", ",
            new[]
            {
                $"{Name(PrincipalId.Login(access.Owner))}:{Masked(access.Group)}",
                $"user::{Bits(access.OwnerBits)}",
                $"group::{Bits(access.GroupBits)}",
                $"other::{Bits(access.OtherBits)}",
            }
                .Concat(
                    access
                        .Entries.Select(entry => $"{Name(entry.Principal)}:{Bits(entry.Bits)}")
                        .Order(StringComparer.Ordinal)
                )
                .Append(access.Mask is { } mask ? $"mask::{Bits(mask)}" : "")
                .Where(part => part.Length > 0)
        );

    private static string Bits(PathBits bits) =>
        $"{(bits.HasFlag(PathBits.Read) ? 'r' : '-')}{(bits.HasFlag(PathBits.Write) ? 'w' : '-')}{(bits.HasFlag(PathBits.Execute) ? 'x' : '-')}";

    private static string Target(Classification tag) =>
        (
            tag.Resource.Column is not null ? "column:"
            : tag.Resource.Table is not null ? "table:"
            : "db:"
        ) + tag.Resource;

    private static string Place(HiveGrant grant) =>
        string.Join('.', new[] { grant.Database, grant.Table, grant.Partition, grant.Column }.OfType<string>());
}
