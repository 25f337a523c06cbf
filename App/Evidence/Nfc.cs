using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Unicode normalization form C (Unicode Standard Annex 15). The app runs with invariant globalization, where
/// <see cref="string.Normalize()"/> returns its input unchanged: two spellings of one name would hash differently.
/// Characters assigned after the data in <c>Shipped/nfc.txt</c> pass through unchanged.
/// </summary>
internal static class Nfc
{
    private const int HangulBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TrailCount = 28;
    private const int HangulCount = LeadCount * VowelCount * TrailCount;
    private const int FirstThatMayChange = 0x300;

    private static readonly Lazy<Tables> s_tables = new(Load);

    /// <summary>Normalizes; a lone surrogate, which UTF-8 cannot carry, becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        if (text.All(character => character < FirstThatMayChange))
        {
            return text;
        }

        var tables = s_tables.Value;
        var runes = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, runes, tables);
        }

        Reorder(runes, tables);
        Compose(runes, tables);
        var normal = new StringBuilder(text.Length);
        foreach (var rune in runes)
        {
            normal.Append(new Rune(rune).ToString());
        }

        return normal.ToString();
    }

    private static void Decompose(int rune, List<int> into, Tables tables)
    {
        var hangul = rune - HangulBase;
        if (hangul is >= 0 and < HangulCount)
        {
            into.Add(LeadBase + (hangul / (VowelCount * TrailCount)));
            into.Add(VowelBase + (hangul % (VowelCount * TrailCount) / TrailCount));
            if (hangul % TrailCount is > 0 and var trail)
            {
                into.Add(TrailBase + trail);
            }
        }
        else if (tables.Decompositions.TryGetValue(rune, out var parts))
        {
            foreach (var part in parts)
            {
                Decompose(part, into, tables);
            }
        }
        else
        {
            into.Add(rune);
        }
    }

    // Stable insertion sort of each run of marks by combining class; runs are a few marks long.
    private static void Reorder(List<int> runes, Tables tables)
    {
        for (var index = 1; index < runes.Count; index++)
        {
            var rune = runes[index];
            var order = tables.ClassOf(rune);
            var place = index;
            while (order > 0 && place > 0 && tables.ClassOf(runes[place - 1]) > order)
            {
                runes[place] = runes[place - 1];
                place--;
            }

            runes[place] = rune;
        }
    }

    private static void Compose(List<int> runes, Tables tables)
    {
        var kept = 0;
        var starter = -1;
        var lastClass = 0;
        for (var index = 0; index < runes.Count; index++)
        {
            var rune = runes[index];
            var order = tables.ClassOf(rune);
            var isBlocked = starter < kept - 1 && lastClass >= order;
            if (starter >= 0 && !isBlocked && Pair(runes[starter], rune, tables) is { } composite)
            {
                runes[starter] = composite;
                continue;
            }

            if (order == 0)
            {
                starter = kept;
            }

            lastClass = order;
            runes[kept++] = rune;
        }

        runes.RemoveRange(kept, runes.Count - kept);
    }

    private static int? Pair(int first, int second, Tables tables)
    {
        if (
            first - LeadBase is >= 0 and < LeadCount and var lead
            && second - VowelBase is >= 0 and < VowelCount and var vowel
        )
        {
            return HangulBase + (((lead * VowelCount) + vowel) * TrailCount);
        }

        if (
            first - HangulBase is >= 0 and < HangulCount and var syllable
            && syllable % TrailCount == 0
            && second - TrailBase is > 0 and < TrailCount and var trail
        )
        {
            return first + trail;
        }

        return tables.Compositions.TryGetValue((first, second), out var composite) ? composite : null;
    }

    private static Tables Load()
    {
        var decompositions = new Dictionary<int, int[]>();
        var compositions = new Dictionary<(int, int), int>();
        var classes = new Dictionary<int, int>();
        foreach (
            var line in ShippedFile
                .Text(ShippedFile.NfcData)
                .Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
        )
        {
            var sign = line.AsSpan().IndexOfAny("=>-");
            var code = Hex(line.AsSpan(0, sign));
            if (line[sign] == '-')
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                var last = Hex(line.AsSpan(sign + 1, colon - sign - 1));
                var order = int.Parse(line.AsSpan(colon + 1), CultureInfo.InvariantCulture);
                foreach (var rune in Enumerable.Range(code, last - code + 1))
                {
                    classes[rune] = order;
                }
            }
            else
            {
                var parts = line[(sign + 1)..].Split(' ').Select(part => Hex(part)).ToArray();
                decompositions[code] = parts;
                if (line[sign] == '=')
                {
                    compositions[(parts[0], parts[1])] = code;
                }
            }
        }

        return new(
            decompositions.ToFrozenDictionary(),
            compositions.ToFrozenDictionary(),
            classes.ToFrozenDictionary()
        );
    }

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(
        FrozenDictionary<int, int[]> Decompositions,
        FrozenDictionary<(int First, int Second), int> Compositions,
        FrozenDictionary<int, int> Classes
    )
    {
        public int ClassOf(int rune) => Classes.GetValueOrDefault(rune);
    }
}
