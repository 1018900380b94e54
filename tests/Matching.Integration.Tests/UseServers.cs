[assembly: TestFramework("Matching.Tests.Servers.ServerTestFramework", "Matching.Integration.Tests")]
