using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Estate;

/// <summary>Says what opened and closed an exposure, and who did it on which ticket where a change log says. No real name is in it.</summary>
internal sealed class ExposureWording
{
    private readonly ExposureLedger _ledger;
    private readonly NameMasker _names;
    private readonly Dictionary<int, ExposureCause> _known = [];
    private readonly ILookup<(DateTimeOffset, string), ChangeEvent> _events;

    internal ExposureWording(EstateView view, EstateHistory history, ExposureLedger ledger)
    {
        (_ledger, _names) = (ledger, new(view));
        _events = history.ChangeEvents.ToLookup(one => (one.At, one.Target));
    }

    internal ImmutableArray<ExposureCause> Of(ImmutableArray<int> changes) => [.. changes.Select(Of)];

    // Thousands of intervals begin with one change.
    private ExposureCause Of(int change)
    {
        if (!_known.TryGetValue(change, out var cause))
        {
            _known.Add(change, cause = Of(_ledger.Changes[change]));
        }

        return cause;
    }

    private ExposureCause Of(HistoryChange change)
    {
        var edit = change.Edits[^1];
        var said = TargetsOf(edit).SelectMany(target => _events[(change.At, target)]).FirstOrDefault();
        return new(
            Describe(change),
            said?.Actor is { } actor ? _names.Person(actor) : null,
            said?.Ticket is { } ticket ? _names.Text(ticket) : null
        );
    }

    private string Describe(HistoryChange change)
    {
        var edit = change.Edits[^1];
        var verb =
            change.Edits.Length > 1 ? "changed"
            : edit.IsAdded ? "began"
            : "ended";
        return edit.Fact switch
        {
            Policy policy => $"policy {policy.Id} '{_names.Text(policy.Name)}' {verb}",
            Membership membership => $"membership of {Name(membership.Member)} in {Name(membership.Container)} {verb}",
            Principal principal => $"account {Name(principal.Id)} {verb}",
            TableResource table => $"table {table.Name} {verb}",
            Classification tag => $"class {tag.Class} on {tag.Resource} {verb}",
            SecurityZone zone => $"security zone {zone.Name} {verb}",
            AccessService service => $"service {service.Name} {verb}",
            TableGroup group => $"table group {_names.Text(group.Name)} {verb}",
            IntendedAccess intended =>
                $"intended access of {_names.Text(intended.PrincipalOrRule)} to {_names.Text(intended.Scope)} {verb}",
            AccessException exception => $"access exception {_names.Text(exception.Id)} {verb}",
            HiveGrant grant => $"grant of {grant.Privilege} to {Name(grant.Principal)} {verb}",
            PathPermission path => $"permissions of {path.Path} {verb}",
            var other => $"{other.GetType().Name} {verb}",
        };
    }

    private string Name(PrincipalId id) =>
        id.Namespace == PrincipalNamespace.Login ? _names.Person(id.Name) : id.ToString();

    private static IEnumerable<string> TargetsOf(HistoryEdit edit) =>
        edit.Fact switch
        {
            Policy policy => [$"policy:{policy.Id}"],
            Membership membership => [membership.Container.ToString()],
            Principal principal => [principal.Id.ToString()],
            TableResource table => [$"table:{table.Name}"],
            Classification { Resource: var resource } =>
            [
                (
                    resource.Column is not null ? "column:"
                    : resource.Table is not null ? "table:"
                    : "db:"
                ) + resource,
            ],
            PathPermission path => [$"path:{path.Path}"],
            _ => [],
        };
}
