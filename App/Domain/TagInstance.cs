using System.Collections.Immutable;
using System.Text;

namespace GovernanceDashboard.Domain;

/// <summary>An attribute of a tag, e.g. <c>expiry_date</c>.</summary>
public readonly record struct TagAttribute(string Name, string Value);

/// <summary>
/// What tells one instance of a tag from another: the same tag may stand on a resource more than once, with other attributes, and each
/// instance is decided by itself (semantics 10.4). Equal where all of its parts are.
/// </summary>
/// <param name="Attributes">Sorted by name, ordinally.</param>
/// <param name="ValidityPeriods">When the instance counts for policies; empty for always (semantics 10.3). The class stands regardless.</param>
/// <param name="Owner">Ranger's tag owner (0 the resource, others the tag); null where the source does not say.</param>
public sealed record TagInstance(
    ImmutableArray<TagAttribute> Attributes,
    ImmutableArray<ValiditySchedule> ValidityPeriods,
    string? Owner = null
)
{
    private const char Part = '\u001e';
    private const char Field = '\u001d';

    /// <summary>The value of an attribute; null where the instance has none of the name.</summary>
    public string? this[string attribute] =>
        Attributes.Where(known => known.Name == attribute).Select(known => known.Value).FirstOrDefault();

    /// <summary>Everything in one text, for comparing and sorting.</summary>
    public string Key()
    {
        var text = new StringBuilder(Owner);
        foreach (var attribute in Attributes)
        {
            text.Append(Part).Append(attribute.Name).Append(Field).Append(attribute.Value);
        }

        foreach (var period in ValidityPeriods)
        {
            text.Append(Part).Append(Part).Append(period.StartTime).Append(Field).Append(period.EndTime);
            text.Append(Field).Append(period.TimeZone);
            foreach (var recurrence in period.Recurrences)
            {
                text.Append(Field).Append(recurrence);
            }
        }

        return text.ToString();
    }

    public bool Equals(TagInstance? other) => other is not null && Key() == other.Key();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Key());
}
