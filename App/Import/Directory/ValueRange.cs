using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Import.Directory;

/// <summary>A part of an attribute's values that a server cut up (MS-ADTS 3.1.1.3.1.3.3, <c>member;range=0-1499</c>).</summary>
/// <param name="Attribute">Lower-cased.</param>
/// <param name="From">The place of the first value, from 0.</param>
/// <param name="To">That of the last, inclusive; null where no value comes after the part.</param>
internal readonly record struct ValueRange(string Attribute, long From, long? To)
{
    private const string Option = "range=";

    /// <summary>Null where an attribute's option is no range at all.</summary>
    public static ValueRange? Read(string attribute, string option)
    {
        if (!option.StartsWith(Option, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var places = option[Option.Length..].Split('-');
        var isRange = places.Length == 2 && Place(places[0]) is not null;
        return (isRange, isRange && places[1] == "*") switch
        {
            (true, true) => new(attribute, Place(places[0])!.Value, null),
            (true, false) when Place(places[1]) is { } last => new(attribute, Place(places[0])!.Value, last),
            _ => new(attribute, 0, 0), // not to be understood: there is more, as far as anybody knows
        };
    }

    /// <summary>Whether parts in any order hold every value of every attribute that was cut up: none missing before, between or after them.</summary>
    public static bool AreWhole(ImmutableArray<ValueRange> parts)
    {
        foreach (var attribute in parts.GroupBy(part => part.Attribute, StringComparer.Ordinal))
        {
            var next = 0L;
            foreach (var part in attribute.OrderBy(part => part.From))
            {
                if (part.From > next)
                {
                    return false;
                }

                next = part.To is { } last ? Math.Max(next, last + 1) : long.MaxValue;
            }

            if (next != long.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    private static long? Place(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < long.MaxValue
            ? place
            : null;
}
