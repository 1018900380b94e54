using Matching.Storage.Accounts;

namespace Matching.Storage.Tests.Accounts;

public sealed class PasswordHashTests
{
    [Fact]
    public void The_same_password_is_never_stored_the_same_way_twice() =>
        Assert.NotEqual(PasswordHash.Make("密码 a"), PasswordHash.Make("密码 a"));

    [Fact]
    public void A_password_verifies_and_another_does_not()
    {
        var stored = PasswordHash.Make("密码 a");
        Assert.StartsWith("pbkdf2-sha256$210000$", stored, StringComparison.Ordinal);
        Assert.True(PasswordHash.Verify("密码 a", stored));
        Assert.False(PasswordHash.Verify("密码 b", stored));
    }

    [Fact]
    public void The_published_vector_verifies()
    {
        // RFC 7914 section 11: "passwd", "salt", one round, 64 bytes.
        const string Stored = "pbkdf2-sha256$1$c2FsdA==$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHjC9UJESBB06GXgw==";
        Assert.True(PasswordHash.Verify("passwd", Stored));
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("md5$abc", "another scheme")]
    [InlineData("pbkdf2-sha256$1$c2FsdA==", "a part is missing")]
    public void What_is_no_hash_is_a_fault_not_a_wrong_password(string stored, string because) =>
        Assert.True(Record.Exception(() => PasswordHash.Verify("password", stored)) is FormatException, because);
}
