using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Edits of security zones and of the resources in them.</summary>
internal static class ZoneEdits
{
    internal static Edit Apply(EstateFacts facts, ZoneChange change)
    {
        var at = Find(facts, change.Name);
        if (change.Operation == ChangeOperation.Remove)
        {
            return at < 0
                ? Edit.Refused($"There is no zone {change.Name}.")
                : Edit.Done(facts with { Zones = facts.Zones.RemoveAt(at) }, Restored(facts.Zones[at], at));
        }

        if (change.Zone is not { } zone || zone.Name != change.Name)
        {
            return Edit.Refused("The zone to add is missing.");
        }

        if (at < 0)
        {
            return Edit.Done(
                facts with
                {
                    Zones = NaturalOrder.With(facts.Zones, zone, change.Place, NaturalOrder.Of),
                },
                new ZoneChange(ChangeOperation.Remove, change.Name, null)
            );
        }

        return FactsDigest.AreSame(facts.Zones[at], zone)
            ? Edit.Refused($"There is such a zone {change.Name} already.")
            : Edit.Done(facts with { Zones = facts.Zones.SetItem(at, zone) }, Restored(facts.Zones[at], at));
    }

    internal static Edit Apply(EstateFacts facts, ZoneResourceChange change)
    {
        var at = Find(facts, change.Zone);
        if (at < 0)
        {
            return Edit.Refused($"There is no zone {change.Zone}.");
        }

        var zone = facts.Zones[at];
        var text = ResourceTexts.Of(change.Resource);
        var places = Enumerable
            .Range(0, zone.Resources.Length)
            .Where(place => FactsDigest.AreSame(zone.Resources[place], change.Resource))
            .ToArray();
        if (change.Operation == ChangeOperation.Add)
        {
            return places.Length > 0 && !change.IsRestoration
                ? Edit.Refused($"{text} is in zone {change.Zone} already.")
                : Edit.Done(
                    With(
                        facts,
                        at,
                        zone with
                        {
                            Resources = zone.Resources.Insert(
                                Math.Min(change.Place ?? zone.Resources.Length, zone.Resources.Length),
                                change.Resource
                            ),
                        }
                    ),
                    new ZoneResourceChange(ChangeOperation.Remove, change.Zone, change.Resource)
                );
        }

        return places.Length == 0
            ? Edit.Refused($"{text} is not in zone {change.Zone}, as such.")
            : Edit.Done(
                With(
                    facts,
                    at,
                    zone with
                    {
                        Resources = zone.Resources.RemoveAll(known => FactsDigest.AreSame(known, change.Resource)),
                    }
                ),
                [
                    .. places.Select(place => new ZoneResourceChange(
                        ChangeOperation.Add,
                        change.Zone,
                        zone.Resources[place]
                    )
                    {
                        Place = place,
                        IsRestoration = true,
                    }),
                ]
            );
    }

    private static int Find(EstateFacts facts, string name)
    {
        for (var at = 0; at < facts.Zones.Length; at++)
        {
            if (facts.Zones[at].Name == name)
            {
                return at;
            }
        }

        return -1;
    }

    private static EstateFacts With(EstateFacts facts, int at, SecurityZone zone) =>
        facts with
        {
            Zones = facts.Zones.SetItem(at, zone),
        };

    private static ZoneChange Restored(SecurityZone zone, int place) =>
        new(ChangeOperation.Add, zone.Name, zone) { Place = place, IsRestoration = true };
}
