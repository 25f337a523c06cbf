using System.Text;
using System.Text.RegularExpressions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Puts pseudonyms where free text names people: logins that the directory knows (in any case, also before an @), their real names, and
/// whatever stands after <c>login:</c> or <c>principal:</c>, known or not.
/// </summary>
internal sealed partial class NameMasker
{
    private const int MostWords = 4;

    private readonly EstateView _view;
    private readonly Dictionary<string, Principal> _people = new(StringComparer.OrdinalIgnoreCase);

    public NameMasker(EstateView view)
    {
        _view = view;
        foreach (
            var principal in view.Facts.Principals.Where(principal =>
                principal.Id.Namespace == PrincipalNamespace.Login && principal.Kind == PrincipalKind.User
            )
        )
        {
            _people.TryAdd(principal.Id.Name, principal);
            if (principal.DisplayName is { } name)
            {
                _people.TryAdd(string.Join(' ', Words().Matches(name).Select(word => word.Value)), principal);
            }
        }
    }

    /// <summary>The pseudonym of whoever a whole cell names, known to the directory or not.</summary>
    public string Person(string name) =>
        _people.TryGetValue(name, out var known)
            ? _view.LabelOf(known, null).Text
            : _view.LabelOfLogin(name, null).Text;

    /// <summary>The text with everybody in it as a pseudonym.</summary>
    public string Text(string text)
    {
        var masked = new StringBuilder();
        var (copied, words) = (0, Words().Matches(text));
        for (var index = 0; index < words.Count; )
        {
            var (pseudonym, taken) = Found(text, words, index);
            if (pseudonym is not null)
            {
                masked.Append(text, copied, words[index].Index - copied).Append(pseudonym);
                copied = words[index + taken - 1].Index + words[index + taken - 1].Length;
            }

            index += taken;
        }

        return masked.Append(text, copied, text.Length - copied).ToString();
    }

    private (string? Pseudonym, int Taken) Found(string text, MatchCollection words, int index)
    {
        if (IsAfterMark(text, words[index].Index))
        {
            // A name after the mark may have several words: as many as are somebody's, else this one.
            var known = Longest(words, index);
            return known.Pseudonym is null ? (Person(words[index].Value), 1) : known;
        }

        return Longest(words, index);
    }

    private (string? Pseudonym, int Taken) Longest(MatchCollection words, int index)
    {
        for (var count = Math.Min(MostWords, words.Count - index); count > 0; count--)
        {
            var name = string.Join(' ', words.Skip(index).Take(count).Select(word => word.Value));
            if (_people.TryGetValue(name, out var principal))
            {
                return (_view.LabelOf(principal, null).Text, count);
            }
        }

        return (null, 1);
    }

    private static bool IsAfterMark(string text, int at) =>
        text.AsSpan(0, at).EndsWith("login:", StringComparison.OrdinalIgnoreCase)
        || text.AsSpan(0, at).EndsWith("principal:", StringComparison.OrdinalIgnoreCase);

    // A point ends a sentence more often than a word, and an @ divides a login from its domain.
    [GeneratedRegex(@"[\p{L}\p{N}_\-]+(?:\.[\p{L}\p{N}_\-]+)*")]
    private static partial Regex Words();
}
