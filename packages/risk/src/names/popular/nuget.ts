import type { PopularNames } from './popularNames';

/** NuGet: what very many projects reference, and ids beside it that are their own. */
export const nuget: PopularNames = {
  asOf: '2026-11-30',
  names: `
    AutoFac AutoMapper AutoMapper.Extensions.Microsoft.DependencyInjection AWSSDK.Core AWSSDK.S3
    Azure.Core Azure.Identity Azure.Storage.Blobs BouncyCastle.Cryptography Castle.Core
    ClosedXML CommandLineParser coverlet.collector CsvHelper Dapper DnsClient DocumentFormat.OpenXml
    EntityFramework EPPlus FluentAssertions FluentValidation FluentValidation.AspNetCore Google.Apis
    Google.Protobuf Grpc.Core Grpc.Net.Client Hangfire HtmlAgilityPack Humanizer IdentityModel
    IdentityServer4 ImageSharp log4net MailKit MassTransit MediatR MessagePack
    Microsoft.ApplicationInsights Microsoft.AspNetCore.Authentication.JwtBearer
    Microsoft.AspNetCore.Mvc.NewtonsoftJson Microsoft.AspNetCore.OpenApi Microsoft.Azure.Storage.Blob
    Microsoft.Bcl.AsyncInterfaces Microsoft.CodeAnalysis.CSharp Microsoft.CSharp Microsoft.Data.SqlClient
    Microsoft.EntityFrameworkCore Microsoft.EntityFrameworkCore.Design Microsoft.EntityFrameworkCore.SqlServer
    Microsoft.EntityFrameworkCore.Tools Microsoft.Extensions.Caching.Memory Microsoft.Extensions.Configuration
    Microsoft.Extensions.Configuration.Json Microsoft.Extensions.DependencyInjection
    Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.Hosting Microsoft.Extensions.Http
    Microsoft.Extensions.Logging Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options
    Microsoft.Extensions.Primitives Microsoft.Identity.Client Microsoft.IdentityModel.Tokens
    Microsoft.NET.Test.Sdk Microsoft.NETCore.Platforms Microsoft.SourceLink.GitHub Microsoft.Win32.Registry
    MimeKit MongoDB.Bson MongoDB.Driver Moq MSTest.TestAdapter MSTest.TestFramework MySql.Data
    Nethereum.Web3 NETStandard.Library Newtonsoft.Json NLog NLog.Web.AspNetCore NodaTime Npgsql
    Npgsql.EntityFrameworkCore.PostgreSQL NSubstitute NSwag.AspNetCore NuGet.Frameworks NUnit
    NUnit3TestAdapter OpenTelemetry Oracle.ManagedDataAccess Oracle.ManagedDataAccess.Core Polly
    Polly.Extensions.Http Portable.BouncyCastle Pomelo.EntityFrameworkCore.MySql protobuf-net Quartz
    RabbitMQ.Client RestSharp Scrutor Selenium.WebDriver SendGrid Serilog Serilog.AspNetCore
    Serilog.Extensions.Logging Serilog.Settings.Configuration Serilog.Sinks.Console Serilog.Sinks.File
    SharpCompress SharpZipLib SixLabors.ImageSharp SkiaSharp SSH.NET StackExchange.Redis
    StyleCop.Analyzers SQLitePCLRaw.core Swashbuckle.AspNetCore Swashbuckle.AspNetCore.SwaggerGen
    System.Buffers System.Collections.Immutable System.ComponentModel.Annotations
    System.Configuration.ConfigurationManager System.Data.SqlClient System.Drawing.Common
    System.IdentityModel.Tokens.Jwt System.IO.Pipelines System.Memory System.Net.Http
    System.Numerics.Vectors System.Reactive System.Reflection.Metadata System.Runtime.CompilerServices.Unsafe
    System.Security.Cryptography.Xml System.Text.Encodings.Web System.Text.Json
    System.Text.RegularExpressions System.Threading.Tasks.Extensions System.ValueTuple
    Topshelf Twilio WindowsAzure.Storage xunit xunit.runner.visualstudio YamlDotNet ZiggyCreatures.FusionCache
  `,
  known: `
    NUnitLite Xunit.Core xunit.assert Nlog.Schema Autofac.Mvc5 jQuery bootstrap
  `,
};
