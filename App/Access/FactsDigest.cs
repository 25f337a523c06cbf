using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// A SHA-256 over everything that the facts hold, lists in their order: equal exactly where the facts are. It proves that a change set
/// and its inverse lead back. It is not the snapshot's digest, which is taken over the stored rows and their dates.
/// </summary>
public static class FactsDigest
{
    // By name, so that the digest does not hang on the order of declaration. A new kind of fact is in it at once.
    private static readonly PropertyInfo[] s_parts =
    [
        .. typeof(EstateFacts)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(part => part.Name, StringComparer.Ordinal),
    ];

    /// <summary>64 lower-case hexadecimal digits. Linear in the facts.</summary>
    public static string Of(EstateFacts facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in s_parts)
        {
            Append(hash, Encoding.UTF8.GetBytes(part.Name));
            if (part.GetValue(facts) is IEnumerable list)
            {
                foreach (var fact in list)
                {
                    Append(hash, JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType()));
                }
            }
            else
            {
                Append(hash, JsonSerializer.SerializeToUtf8Bytes(part.GetValue(facts), part.PropertyType));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether two facts say the same. Records compare their lists by reference; this compares what is in them.</summary>
    internal static bool AreSame<T>(T left, T right) =>
        ReferenceEquals(left, right)
        || JsonSerializer.SerializeToUtf8Bytes(left).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right));

    // Lengths first: no two different facts give the same bytes.
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
