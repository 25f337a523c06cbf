using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Natural keys as text. Parts are divided by the unit separator, which no name may hold.</summary>
internal static class FactKeys
{
    /// <summary>An instant as a part of a key; null for none.</summary>
    public static string? Written(DateTimeOffset? instant) =>
        instant?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public const char Divider = '\u001f';

    /// <exception cref="InvalidDataException">A part holds the divider.</exception>
    public static string Join(params ReadOnlySpan<string?> parts)
    {
        foreach (var part in parts)
        {
            if (part is not null && part.Contains(Divider, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    "A fact's key holds the unit separator (U+001F), which no name may hold."
                );
            }
        }

        return string.Join(Divider, parts);
    }

    public static string Of(Membership membership) =>
        Join(membership.Member.ToString(), membership.Container.ToString());

    public static Membership ReadMembership(ReadOnlySpan<byte> key, StringPool pool)
    {
        var divider = key.IndexOf((byte)Divider);
        return new(ReadPrincipal(key[..divider], pool), ReadPrincipal(key[(divider + 1)..], pool));
    }

    public static PrincipalId ReadPrincipal(ReadOnlySpan<byte> text, StringPool pool)
    {
        if (text.StartsWith("login:"u8))
        {
            return PrincipalId.Login(pool.Get(text["login:"u8.Length..]));
        }

        if (text.StartsWith("group:"u8))
        {
            return PrincipalId.Group(pool.Get(text["group:"u8.Length..]));
        }

        return text.StartsWith("role:"u8)
            ? PrincipalId.Role(pool.Get(text["role:"u8.Length..]))
            : throw new InvalidDataException("A stored principal has none of the three name spaces.");
    }
}
