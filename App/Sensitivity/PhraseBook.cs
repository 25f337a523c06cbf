using System.Collections.Frozen;

namespace GovernanceDashboard.Sensitivity;

/// <summary>
/// Phrases, each meaning a class, found as whole words in a row: <c>dm_text</c> is in <c>raw_dm_text</c> and not in
/// <c>adm_text</c>. A set of classes is a bit mask over <see cref="ClassTaxonomy.Classes"/>.
/// </summary>
internal sealed class PhraseBook
{
    private readonly FrozenDictionary<string, Phrase[]>.AlternateLookup<ReadOnlySpan<char>> _byFirstWord;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _spoiledBefore;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _spoiledAfter;

    /// <param name="entries">The class, what the column's type must be able to carry, and phrases divided by blanks, words by underscores.</param>
    /// <param name="spoiledBefore">Words that take the meaning away where one stands anywhere before the phrase: "no", "count".</param>
    /// <param name="spoiledAfter">The same behind the phrase: an <c>email_status</c> holds no address.</param>
    public PhraseBook(
        IEnumerable<(string Class, ColumnTypes Types, string Phrases)> entries,
        string spoiledBefore,
        string spoiledAfter
    )
    {
        var phrases =
            from entry in entries
            from phrase in entry.Phrases.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            let words = phrase.Split('_').Select(NameWords.Stem).ToArray()
            select new Phrase(words, Bit(entry.Class), entry.Types);
        _byFirstWord = phrases
            .GroupBy(phrase => phrase.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        _spoiledBefore = Stems(spoiledBefore).GetAlternateLookup<ReadOnlySpan<char>>();
        _spoiledAfter = Stems(spoiledAfter).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static ulong Bit(string name)
    {
        var classes = ClassTaxonomy.Classes;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i].Name == name)
            {
                return 1UL << i;
            }
        }

        throw new ArgumentException($"The taxonomy has no class {name}.", nameof(name));
    }

    /// <summary>The classes whose phrases stand in the words of a resource whose type carries <paramref name="types"/>.</summary>
    public ulong Find(in NameWords words, ColumnTypes types)
    {
        var found = 0UL;
        for (var at = 0; at < words.Count; at++)
        {
            if (_byFirstWord.TryGetValue(words[at], out var phrases))
            {
                foreach (var phrase in phrases)
                {
                    if (
                        (phrase.Types & types) != 0
                        && IsAt(words, at, phrase.Words)
                        && !IsSpoiledAfter(words, at, phrase)
                    )
                    {
                        found |= phrase.Class;
                    }
                }
            }

            if (_spoiledBefore.Contains(words[at]))
            {
                break;
            }
        }

        return found;
    }

    private static FrozenSet<string> Stems(string words) =>
        words.Split(' ').Select(NameWords.Stem).ToFrozenSet(StringComparer.Ordinal);

    private static bool IsAt(in NameWords words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
        {
            return false;
        }

        for (var i = 1; i < phrase.Length; i++)
        {
            if (!words[at + i].SequenceEqual(phrase[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSpoiledAfter(in NameWords words, int at, Phrase phrase)
    {
        for (var i = at + phrase.Words.Length; i < words.Count; i++)
        {
            if (_spoiledAfter.Contains(words[i]))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Phrase(string[] Words, ulong Class, ColumnTypes Types);
}
